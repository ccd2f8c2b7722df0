/** An imagined account, whose pages show which requests a statement would send. */
@NullMarked
package io.github.helpcrunchjdbc.read.rehearsal;

import org.jspecify.annotations.NullMarked;
