/** What a connection says of its service: where it is, the key, and the way to it. */
@NullMarked
package io.github.helpcrunchjdbc.http.settings;

import org.jspecify.annotations.NullMarked;
