/**
 * Mends of Calcite 1.42.0 for large expressions, which it plans or compiles too slowly, or not at
 * all.
 */
@NullMarked
package io.github.helpcrunchjdbc.plan.calcite.size;

import org.jspecify.annotations.NullMarked;
