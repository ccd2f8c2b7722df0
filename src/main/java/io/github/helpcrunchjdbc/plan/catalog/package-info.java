/** Tables about the tables: which columns there are, and what is sent for them. */
@NullMarked
package io.github.helpcrunchjdbc.plan.catalog;

import org.jspecify.annotations.NullMarked;
