/**
 * Turns SQL text into a validated statement, and says in the driver's words what is wrong with it.
 */
@NullMarked
package io.github.helpcrunchjdbc.plan.sql;

import org.jspecify.annotations.NullMarked;
