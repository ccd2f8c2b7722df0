package io.github.helpcrunchjdbc.jdbc.observe;

import io.github.helpcrunchjdbc.http.QuotaState;

/** How fast a connection may send requests. Thread-safe. */
public interface Pace {
  /** No limit at all. */
  Pace UNLIMITED =
      new Pace() {
        @Override
        public QuotaState quota() {
          return new QuotaState(0, 0, Integer.MAX_VALUE, 0, 0);
        }

        @Override
        public long nanosUntilSent(long requests) {
          return 0;
        }
      };

  /** What may be sent now, and when the next. */
  QuotaState quota();

  /** Nanoseconds until so many more requests may have gone out. */
  long nanosUntilSent(long requests);
}
