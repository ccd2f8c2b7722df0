/** Connection properties: which exist, which values were given, and what is wrong with them. */
@NullMarked
package io.github.helpcrunchjdbc.jdbc.settings;

import org.jspecify.annotations.NullMarked;
