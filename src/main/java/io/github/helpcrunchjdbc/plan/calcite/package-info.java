/** Mends of Calcite's defects, a class each. Nothing here knows a search. */
@NullMarked
package io.github.helpcrunchjdbc.plan.calcite;

import org.jspecify.annotations.NullMarked;
