/** The driver's metadata: about itself, its tables and the columns of results. */
@NullMarked
package io.github.helpcrunchjdbc.jdbc.metadata;

import org.jspecify.annotations.NullMarked;
