/** From values of a result to Java types and from parameters back. */
@NullMarked
package io.github.helpcrunchjdbc.jdbc.value;

import org.jspecify.annotations.NullMarked;
