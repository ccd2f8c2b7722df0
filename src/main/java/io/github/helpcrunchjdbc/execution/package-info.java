/** One execution of one statement: what every package that serves a statement must know of it. */
@NullMarked
package io.github.helpcrunchjdbc.execution;

import org.jspecify.annotations.NullMarked;
