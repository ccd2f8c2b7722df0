/**
 * Mends of Calcite 1.42.0 for the shape of queries: sub-queries, joins, names, and columns that may
 * be NULL.
 */
@NullMarked
package io.github.helpcrunchjdbc.plan.calcite.query;

import org.jspecify.annotations.NullMarked;
