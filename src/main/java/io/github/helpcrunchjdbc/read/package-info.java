/** Reading a whole answer: pages in order, complete, no customer twice. */
@NullMarked
package io.github.helpcrunchjdbc.read;

import org.jspecify.annotations.NullMarked;
