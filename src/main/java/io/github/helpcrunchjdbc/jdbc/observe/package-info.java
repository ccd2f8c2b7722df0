/** Records what statements do while they run and when they have ended. */
@NullMarked
package io.github.helpcrunchjdbc.jdbc.observe;

import org.jspecify.annotations.NullMarked;
