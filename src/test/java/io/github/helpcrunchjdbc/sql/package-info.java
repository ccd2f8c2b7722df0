/** SQL through the whole driver: its rows, and the requests that it sends for them. */
@NullMarked
package io.github.helpcrunchjdbc.sql;

import org.jspecify.annotations.NullMarked;
