package io.github.helpcrunchjdbc.http;

import io.github.helpcrunchjdbc.http.settings.ApiKey;
import io.github.helpcrunchjdbc.http.settings.ClientSettings;
import java.net.URI;
import java.time.Duration;

/**
 * Settings of a client whose requests are tried a few times and then fail, with a key to itself.
 */
public final class PlainSettings {
  private PlainSettings() {}

  public static ClientSettings of(
      URI baseUrl,
      ApiKey apiKey,
      int requestsPerMinute,
      int maxConcurrentRequests,
      Duration connectTimeout,
      Duration readTimeout,
      int maxRetries) {
    return new ClientSettings(
        baseUrl,
        apiKey,
        requestsPerMinute,
        maxConcurrentRequests,
        connectTimeout,
        readTimeout,
        Duration.ofSeconds(60),
        maxRetries,
        Duration.ZERO,
        false,
        null,
        null);
  }
}
