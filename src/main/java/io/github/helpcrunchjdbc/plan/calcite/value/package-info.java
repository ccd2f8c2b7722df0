/** Mends of Calcite 1.42.0 for wrong values: of numbers, texts, times, casts and patterns. */
@NullMarked
package io.github.helpcrunchjdbc.plan.calcite.value;

import org.jspecify.annotations.NullMarked;
