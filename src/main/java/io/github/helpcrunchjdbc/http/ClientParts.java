package io.github.helpcrunchjdbc.http;

import io.github.helpcrunchjdbc.execution.Time;
import io.github.helpcrunchjdbc.http.failure.FailureReport;
import io.github.helpcrunchjdbc.http.failure.RetryPolicy;
import io.github.helpcrunchjdbc.http.quota.ConnectionLimit;
import io.github.helpcrunchjdbc.http.quota.Quota;
import io.github.helpcrunchjdbc.http.settings.ClientSettings;
import io.github.helpcrunchjdbc.http.transport.RequestFactory;
import java.util.function.DoubleSupplier;
import okhttp3.OkHttpClient;

/**
 * The parts that all requests of one connection share. Immutable.
 *
 * @param random gives numbers from 0 to below 1, by which waits are varied
 */
record ClientParts(
    ClientSettings settings,
    ServiceAccess access,
    ConnectionLimit limit,
    OkHttpClient http,
    RequestFactory requests,
    RetryPolicy retries,
    FailureReport reports,
    Time time,
    DoubleSupplier random) {

  static ClientParts of(
      ClientSettings settings,
      ServiceAccess access,
      OkHttpClient http,
      Time time,
      DoubleSupplier random) {
    RetryPolicy retries =
        new RetryPolicy(settings.maxRetries(), true, true, settings.retryFor().toNanos());
    return new ClientParts(
        settings,
        access,
        new ConnectionLimit(
            settings.requestsPerMinute(),
            settings.maxConcurrentRequests(),
            settings.sharedQuota(),
            retries.longestPauseNanos()),
        http,
        new RequestFactory(settings),
        retries,
        new FailureReport(settings),
        time,
        random);
  }

  /** Returns parts with other time limits. */
  ClientParts with(ClientSettings newSettings, OkHttpClient newHttp, RetryPolicy newRetries) {
    return new ClientParts(
        newSettings,
        access,
        limit,
        newHttp,
        new RequestFactory(newSettings),
        newRetries,
        new FailureReport(newSettings),
        time,
        random);
  }

  /** Returns parts with another policy for sending failed requests again. */
  ClientParts withRetries(RetryPolicy newRetries) {
    return new ClientParts(
        settings, access, limit, http, requests, newRetries, reports, time, random);
  }

  Quota quota() {
    return access.quota();
  }

  ServiceFacts facts() {
    return access.service();
  }
}
