/** The rows of one search in an order, and those in ranges of a time. */
@NullMarked
package io.github.helpcrunchjdbc.read.order;

import org.jspecify.annotations.NullMarked;
