/** Turns a value of the service's JSON into the Java value that a column holds. */
@NullMarked
package io.github.helpcrunchjdbc.search.decode;

import org.jspecify.annotations.NullMarked;
