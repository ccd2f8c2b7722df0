/** A plan that can be executed, its rows, and the errors of its evaluation. */
@NullMarked
package io.github.helpcrunchjdbc.plan.exec;

import org.jspecify.annotations.NullMarked;
