/** Mends of Calcite 1.42.0 for aggregates and windows. */
@NullMarked
package io.github.helpcrunchjdbc.plan.calcite.aggregate;

import org.jspecify.annotations.NullMarked;
