/** Mends of Calcite 1.42.0 for the JSON functions of the SQL standard. */
@NullMarked
package io.github.helpcrunchjdbc.plan.calcite.json;

import org.jspecify.annotations.NullMarked;
