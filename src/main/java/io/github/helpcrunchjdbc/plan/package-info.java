/**
 * Calcite: from SQL text to a plan and its rows. No other package plans. Each layer below this
 * package has one job; the layers know each other in one direction.
 */
@NullMarked
package io.github.helpcrunchjdbc.plan;

import org.jspecify.annotations.NullMarked;
