/** Kept answers, and their rows. */
@NullMarked
package io.github.helpcrunchjdbc.read.cache;

import org.jspecify.annotations.NullMarked;
