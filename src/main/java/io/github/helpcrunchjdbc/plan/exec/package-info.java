/** A plan that can be executed, its rows, and the errors of its expressions. */
@NullMarked
package io.github.helpcrunchjdbc.plan.exec;

import org.jspecify.annotations.NullMarked;
