/** What a request can fail with, how errors say it, and when it is sent again. */
@NullMarked
package io.github.helpcrunchjdbc.http.failure;

import org.jspecify.annotations.NullMarked;
