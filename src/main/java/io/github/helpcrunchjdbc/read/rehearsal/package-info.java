/** An account as it may be, whose pages show what a statement would send. */
@NullMarked
package io.github.helpcrunchjdbc.read.rehearsal;

import org.jspecify.annotations.NullMarked;
