/** What answers have shown of how an account's service pages, sorts and counts. */
@NullMarked
package io.github.helpcrunchjdbc.read.facts;

import org.jspecify.annotations.NullMarked;
