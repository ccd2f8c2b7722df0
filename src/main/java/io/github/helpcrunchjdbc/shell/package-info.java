/** The command line of the single jar. */
@NullMarked
package io.github.helpcrunchjdbc.shell;

import org.jspecify.annotations.NullMarked;
