package io.github.helpcrunchjdbc.jdbc.observe;

import io.github.helpcrunchjdbc.http.quota.QuotaState;

/** How fast a connection may send requests. Thread-safe. */
public interface Pace {
  /** What may be sent now, and when the next. */
  QuotaState quota();

  /** Nanoseconds until so many more requests may have gone out. */
  long nanosUntilSent(long requests);
}
