/** JDBC's objects, connection properties, metadata, and errors as SQLExceptions. */
@NullMarked
package io.github.helpcrunchjdbc.jdbc;

import org.jspecify.annotations.NullMarked;
