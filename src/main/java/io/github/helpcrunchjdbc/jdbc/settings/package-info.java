/** Connection properties: what exists, what was given, and what is wrong with it. */
@NullMarked
package io.github.helpcrunchjdbc.jdbc.settings;

import org.jspecify.annotations.NullMarked;
