/**
 * The search: the table of columns, the immutable search, and its JSON form. It knows nothing of
 * SQL plans.
 */
@NullMarked
package io.github.helpcrunchjdbc.search;

import org.jspecify.annotations.NullMarked;
