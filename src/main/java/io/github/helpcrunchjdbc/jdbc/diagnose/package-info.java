/** Checks the service itself: what works, and what the driver must expect of it. */
@NullMarked
package io.github.helpcrunchjdbc.jdbc.diagnose;

import org.jspecify.annotations.NullMarked;
