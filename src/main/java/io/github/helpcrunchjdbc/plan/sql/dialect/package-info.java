/**
 * Rewrites SQL that people and tools type, but Calcite's own parser does not accept, in words that
 * it accepts.
 */
@NullMarked
package io.github.helpcrunchjdbc.plan.sql.dialect;

import org.jspecify.annotations.NullMarked;
