/** How a request can fail, how errors describe the failure, and when a request is sent again. */
@NullMarked
package io.github.helpcrunchjdbc.http.failure;

import org.jspecify.annotations.NullMarked;
