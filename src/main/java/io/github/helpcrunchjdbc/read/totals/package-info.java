/** How many customers there are, and at which offset a time stands, from totals and a few pages. */
@NullMarked
package io.github.helpcrunchjdbc.read.totals;

import org.jspecify.annotations.NullMarked;
