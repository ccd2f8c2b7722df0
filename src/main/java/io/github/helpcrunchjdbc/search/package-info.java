/**
 * The search: the column table, the immutable search, its JSON form. Knows nothing of SQL plans.
 */
@NullMarked
package io.github.helpcrunchjdbc.search;

import org.jspecify.annotations.NullMarked;
