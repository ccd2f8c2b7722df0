/** One request to the service: authorization, quota, retry, abort. */
@NullMarked
package io.github.helpcrunchjdbc.http;

import org.jspecify.annotations.NullMarked;
