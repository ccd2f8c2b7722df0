/** The page that says of every JDBC method what it does here, found out by calling it. */
@NullMarked
package io.github.helpcrunchjdbc.conformance;

import org.jspecify.annotations.NullMarked;
