/** Calcite: table, scan, rules, and the way from SQL text to rows. The only room that plans. */
@NullMarked
package io.github.helpcrunchjdbc.plan;

import org.jspecify.annotations.NullMarked;
