/** A connection's settings for its service: the address, the key, and the way to it. */
@NullMarked
package io.github.helpcrunchjdbc.http.settings;

import org.jspecify.annotations.NullMarked;
