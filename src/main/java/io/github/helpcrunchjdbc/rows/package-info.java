/** Turns the JSON of an answer into rows of Java values. */
@NullMarked
package io.github.helpcrunchjdbc.rows;

import org.jspecify.annotations.NullMarked;
