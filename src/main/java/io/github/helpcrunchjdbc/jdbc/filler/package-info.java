/**
 * What JDBC's large interfaces ask for and this driver answers with a constant, a refusal, or by
 * another method of the same interface.
 */
@NullMarked
package io.github.helpcrunchjdbc.jdbc.filler;

import org.jspecify.annotations.NullMarked;
