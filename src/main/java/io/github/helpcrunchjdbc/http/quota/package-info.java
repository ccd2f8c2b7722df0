/** How many requests may be sent in a minute, and whose turn it is. */
@NullMarked
package io.github.helpcrunchjdbc.http.quota;

import org.jspecify.annotations.NullMarked;
