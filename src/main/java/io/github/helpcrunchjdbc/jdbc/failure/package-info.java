/** Turns failures of the packages below into the SQLExceptions that a caller sees. */
@NullMarked
package io.github.helpcrunchjdbc.jdbc.failure;

import org.jspecify.annotations.NullMarked;
