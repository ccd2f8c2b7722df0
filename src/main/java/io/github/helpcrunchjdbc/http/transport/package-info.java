/** Sockets and bytes: OkHttp's clients, the requests as they are sent, and bounds on answers. */
@NullMarked
package io.github.helpcrunchjdbc.http.transport;

import org.jspecify.annotations.NullMarked;
