/** From what went wrong below to the SQLException a caller sees. */
@NullMarked
package io.github.helpcrunchjdbc.jdbc.failure;

import org.jspecify.annotations.NullMarked;
