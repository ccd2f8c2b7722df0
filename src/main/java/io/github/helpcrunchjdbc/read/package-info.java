/**
 * Reads whole answers: pages in order, complete, no customer twice. The packages below this one are
 * layers; {@code docs/architecture.md} says what each does.
 */
@NullMarked
package io.github.helpcrunchjdbc.read;

import org.jspecify.annotations.NullMarked;
