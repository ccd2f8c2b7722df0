/** Rewrites what people and tools type, and Calcite's parser does not take, in words it takes. */
@NullMarked
package io.github.helpcrunchjdbc.plan.sql.dialect;

import org.jspecify.annotations.NullMarked;
