/** What to read: searches, the order of their rows, ranges, and how many rows will be used. */
@NullMarked
package io.github.helpcrunchjdbc.read.request;

import org.jspecify.annotations.NullMarked;
