/** What the driver says of itself, of its one table and of results. */
@NullMarked
package io.github.helpcrunchjdbc.jdbc.metadata;

import org.jspecify.annotations.NullMarked;
