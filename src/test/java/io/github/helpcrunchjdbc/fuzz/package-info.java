/**
 * Valid input, changed by the dice: URLs, SQL and the service's answers. Whatever comes of it is
 * rows or an error of a documented kind, within a bound of time.
 */
@NullMarked
package io.github.helpcrunchjdbc.fuzz;

import org.jspecify.annotations.NullMarked;
