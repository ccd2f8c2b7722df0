/**
 * The methods of JDBC's large interfaces that this driver answers with a constant, with a refusal,
 * or by another method of the same interface.
 */
@NullMarked
package io.github.helpcrunchjdbc.jdbc.filler;

import org.jspecify.annotations.NullMarked;
