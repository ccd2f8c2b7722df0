/**
 * Mends of Calcite 1.42.0 for what it plans or compiles too slowly, or not at all, where
 * expressions are large.
 */
@NullMarked
package io.github.helpcrunchjdbc.plan.calcite.size;

import org.jspecify.annotations.NullMarked;
