/** One execution of one statement: what every layer below needs to know of it. */
@NullMarked
package io.github.helpcrunchjdbc.execution;

import org.jspecify.annotations.NullMarked;
