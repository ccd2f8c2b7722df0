package io.github.helpcrunchjdbc.testing;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A request that reached the simulated account, refused ones included.
 *
 * @param path decoded, without the query, such as {@code /v1/customers/search}
 * @param query decoded parameters of the URL
 * @param body as it came, empty if there was none
 * @param authorization the header's value, null if it was missing
 * @param arrivalNanos by the account's clock
 */
public record RecordedRequest(
    String method,
    String path,
    Map<String, String> query,
    String body,
    @Nullable String authorization,
    long arrivalNanos) {}
