/** Rows that are read when they are asked for, and what joins, merges, sorts and limits them. */
@NullMarked
package io.github.helpcrunchjdbc.read.stream;

import org.jspecify.annotations.NullMarked;
