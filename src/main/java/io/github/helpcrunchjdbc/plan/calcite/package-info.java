/**
 * Mends of defects of Calcite 1.42.0. Each says which one it mends, and by what number Calcite's
 * issue tracker knows it. Nothing here knows a search. The packages below are sorted by what they
 * mend; here is what has mends of several of them used.
 */
@NullMarked
package io.github.helpcrunchjdbc.plan.calcite;

import org.jspecify.annotations.NullMarked;
