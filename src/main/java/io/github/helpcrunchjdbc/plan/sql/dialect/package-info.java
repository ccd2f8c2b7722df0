/** What people and tools type that Calcite's own parser does not take, in words that it does. */
@NullMarked
package io.github.helpcrunchjdbc.plan.sql.dialect;

import org.jspecify.annotations.NullMarked;
