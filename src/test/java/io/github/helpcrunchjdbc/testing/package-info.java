/** What tests of every room share: the simulated account behind a socket, and the judge. */
@NullMarked
package io.github.helpcrunchjdbc.testing;

import org.jspecify.annotations.NullMarked;
