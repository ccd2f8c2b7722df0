/**
 * The driver's own functions and the states of aggregates, as the code that Calcite generates calls
 * them, and the classes that make operators of a plan from them.
 */
@NullMarked
package io.github.helpcrunchjdbc.plan.function;

import org.jspecify.annotations.NullMarked;
