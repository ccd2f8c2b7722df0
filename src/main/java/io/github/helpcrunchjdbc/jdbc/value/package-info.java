/** Converts values of a result to Java types, and parameters from Java types. */
@NullMarked
package io.github.helpcrunchjdbc.jdbc.value;

import org.jspecify.annotations.NullMarked;
