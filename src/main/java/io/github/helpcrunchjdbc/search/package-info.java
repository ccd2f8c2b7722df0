/** The search: the table of columns, the immutable search, its JSON form. Knows no SQL plans. */
@NullMarked
package io.github.helpcrunchjdbc.search;

import org.jspecify.annotations.NullMarked;
