/** Expressions of all layers of the plan: the types of the driver, times as text, rewriting. */
@NullMarked
package io.github.helpcrunchjdbc.plan.rex;

import org.jspecify.annotations.NullMarked;
