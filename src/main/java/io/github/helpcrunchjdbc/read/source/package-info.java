/** Where pages come from, and how new they have to be. */
@NullMarked
package io.github.helpcrunchjdbc.read.source;

import org.jspecify.annotations.NullMarked;
