/**
 * Calcite: from SQL text to a plan and its rows, and the only package that plans. The layers below
 * this package have one job each; they know each other in one direction.
 */
@NullMarked
package io.github.helpcrunchjdbc.plan;

import org.jspecify.annotations.NullMarked;
