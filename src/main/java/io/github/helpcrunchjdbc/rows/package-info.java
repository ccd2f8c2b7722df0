/** From the JSON of an answer to rows of Java values. */
@NullMarked
package io.github.helpcrunchjdbc.rows;

import org.jspecify.annotations.NullMarked;
