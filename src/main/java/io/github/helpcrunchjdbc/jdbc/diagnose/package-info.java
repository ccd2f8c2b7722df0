/** Looks at the service itself: what works, and what the driver has to reckon with. */
@NullMarked
package io.github.helpcrunchjdbc.jdbc.diagnose;

import org.jspecify.annotations.NullMarked;
