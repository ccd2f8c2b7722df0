package io.github.helpcrunchjdbc.http.settings;

import java.net.URI;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * How one connection talks to the service. The caller decides whether {@code baseUrl} may be
 * trusted with the key.
 *
 * @param baseUrl absolute http or https URL without query, such as {@code
 *     https://api.helpcrunch.com/v1}
 * @param requestsPerMinute most requests of this connection in any 60 seconds, 0 for no bound; all
 *     connections of the JVM with the same key together send no more than their highest bound
 * @param maxConcurrentRequests most requests of this connection in flight, at least 1
 * @param connectTimeout how long connecting may take
 * @param readTimeout how long the service may be silent
 * @param requestTimeout how long one request may take, from connecting to the end of its answer
 * @param maxRetries how often a failed request is sent again, 0 for never
 * @param retryFor for how long a request is sent again, however often, once the service has
 *     answered the account; with zero only {@code maxRetries} counts
 * @param sharedQuota whether other programs of this machine that use the key are taken into account
 * @param proxy the proxy for https; null for the JVM's own settings
 * @param trustStore the certificates that are trusted; null for the JVM's own
 */
public record ClientSettings(
    URI baseUrl,
    ApiKey apiKey,
    int requestsPerMinute,
    int maxConcurrentRequests,
    Duration connectTimeout,
    Duration readTimeout,
    Duration requestTimeout,
    int maxRetries,
    Duration retryFor,
    boolean sharedQuota,
    @Nullable ProxyServer proxy,
    @Nullable TrustStore trustStore) {
  public ClientSettings {
    if (requestsPerMinute < 0 || maxConcurrentRequests < 1 || maxRetries < 0) {
      throw new IllegalArgumentException(
          "requestsPerMinute %s, maxConcurrentRequests %s, maxRetries %s"
              .formatted(requestsPerMinute, maxConcurrentRequests, maxRetries));
    }
  }

  /** Returns whether TLS hides what is sent from others on the way. */
  public boolean isSecure() {
    return "https".equalsIgnoreCase(baseUrl.getScheme());
  }

  /** Returns settings with another time limit on one request. */
  public ClientSettings withRequestTimeout(Duration newRequestTimeout) {
    return new ClientSettings(
        baseUrl,
        apiKey,
        requestsPerMinute,
        maxConcurrentRequests,
        connectTimeout,
        readTimeout,
        newRequestTimeout,
        maxRetries,
        retryFor,
        sharedQuota,
        proxy,
        trustStore);
  }

  /** Returns the service's host, with its port unless that is the usual one, as errors name it. */
  public String host() {
    return baseUrl.getPort() < 0 ? baseUrl.getHost() : baseUrl.getHost() + ":" + baseUrl.getPort();
  }
}
