/**
 * The driver's own functions: what the code that Calcite generates calls for values, the states of
 * aggregates, and how both become operators of a plan.
 */
@NullMarked
package io.github.helpcrunchjdbc.plan.function;

import org.jspecify.annotations.NullMarked;
