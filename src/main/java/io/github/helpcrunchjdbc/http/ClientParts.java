package io.github.helpcrunchjdbc.http;

import java.util.function.DoubleSupplier;
import okhttp3.OkHttpClient;

/**
 * What the requests of one connection have in common. Immutable.
 *
 * @param random from 0 to below 1, jitters waits
 */
record ClientParts(
    ClientSettings settings,
    Account account,
    Lane lane,
    OkHttpClient http,
    RequestFactory requests,
    RetryPolicy retries,
    FailureReport reports,
    Time time,
    DoubleSupplier random) {

  static ClientParts of(
      ClientSettings settings,
      Account account,
      OkHttpClient http,
      Time time,
      DoubleSupplier random) {
    return new ClientParts(
        settings,
        account,
        new Lane(settings.requestsPerMinute(), settings.maxConcurrentRequests()),
        http,
        new RequestFactory(settings),
        new RetryPolicy(settings.maxRetries()),
        new FailureReport(settings),
        time,
        random);
  }

  Quota quota() {
    return account.quota();
  }

  ServiceFacts facts() {
    return account.service();
  }
}
