package io.github.helpcrunchjdbc.http;

import java.net.URI;
import java.time.Duration;

/**
 * How one connection talks to the service. Whether {@code baseUrl} may be trusted with the key is
 * for the caller to decide.
 *
 * @param baseUrl absolute http or https URL without query, such as {@code
 *     https://api.helpcrunch.com/v1}
 * @param requestsPerMinute most requests in any 60 seconds, counted over all connections of the JVM
 *     with the same key; 0 for no bound
 * @param maxConcurrentRequests most requests of this connection in flight, at least 1
 * @param connectTimeout how long making a connection may take
 * @param readTimeout how long the service may be silent
 * @param maxRetries how often a failed request is sent again, 0 for never
 */
public record ClientSettings(
    URI baseUrl,
    ApiKey apiKey,
    int requestsPerMinute,
    int maxConcurrentRequests,
    Duration connectTimeout,
    Duration readTimeout,
    int maxRetries) {

  public ClientSettings {
    if (requestsPerMinute < 0 || maxConcurrentRequests < 1 || maxRetries < 0) {
      throw new IllegalArgumentException(
          "requestsPerMinute %d, maxConcurrentRequests %d, maxRetries %d"
              .formatted(requestsPerMinute, maxConcurrentRequests, maxRetries));
    }
  }

  /** The same with another bound on the service's silence. */
  public ClientSettings withReadTimeout(Duration newReadTimeout) {
    return new ClientSettings(
        baseUrl,
        apiKey,
        requestsPerMinute,
        maxConcurrentRequests,
        connectTimeout,
        newReadTimeout,
        maxRetries);
  }

  /** The service's host, and its port if it is not the usual one: how errors name it. */
  String host() {
    return baseUrl.getPort() < 0 ? baseUrl.getHost() : baseUrl.getHost() + ":" + baseUrl.getPort();
  }
}
