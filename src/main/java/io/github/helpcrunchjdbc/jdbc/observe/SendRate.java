package io.github.helpcrunchjdbc.jdbc.observe;

import io.github.helpcrunchjdbc.http.quota.QuotaState;

/** How fast a connection may send requests. Thread-safe. */
public interface SendRate {
  /** Returns how many requests may be sent now, and when the next one may be sent. */
  QuotaState quota();

  /** Returns the nanoseconds until this many more requests can have been sent. */
  long nanosUntilSent(long requests);
}
