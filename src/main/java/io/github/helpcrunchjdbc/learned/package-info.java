/** What was learned of a service: with its evidence, and not for ever. */
@NullMarked
package io.github.helpcrunchjdbc.learned;

import org.jspecify.annotations.NullMarked;
