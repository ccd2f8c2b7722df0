/** From SQL text to a validated statement, and what is wrong with it in the driver's words. */
@NullMarked
package io.github.helpcrunchjdbc.plan.sql;

import org.jspecify.annotations.NullMarked;
