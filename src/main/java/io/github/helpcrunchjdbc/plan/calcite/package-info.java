/**
 * Mends of defects of Calcite 1.42.0. Each class says which defect it mends, and its number in
 * Calcite's issue tracker. No class here knows a search. The packages below are sorted by what they
 * mend; this package applies mends of several of them.
 */
@NullMarked
package io.github.helpcrunchjdbc.plan.calcite;

import org.jspecify.annotations.NullMarked;
