package io.github.helpcrunchjdbc.http.quota;

import io.github.helpcrunchjdbc.error.ErrorCode;
import io.github.helpcrunchjdbc.error.HelpCrunchException;
import java.util.Comparator;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/**
 * A request that waits for its permit.
 *
 * @param place its place among requests of equal priority; it keeps the place when it is sent again
 * @param remainingNanos how long the answer will still be wanted
 */
record Waiter(
    Priority priority,
    long place,
    ConnectionLimit limit,
    LongSupplier remainingNanos,
    CompletableFuture<Permit> granted) {
  /** The order of one connection's requests. */
  static final Comparator<Waiter> ORDER =
      Comparator.comparing(Waiter::priority).thenComparingLong(Waiter::place);

  /** The order in which permits are given: first the connection that was served longest ago. */
  static final Comparator<Waiter> TURNS =
      Comparator.comparing(Waiter::priority)
          .thenComparingLong(waiter -> waiter.limit().lastTurn())
          .thenComparingLong(Waiter::place);

  /**
   * Returns the error of a request when the service asks for a pause longer than the longest
   * allowed one.
   */
  static HelpCrunchException tooLongAPause(long nanos) {
    return new HelpCrunchException(
        ErrorCode.RATE_LIMITED,
        429,
        ("the service asked for a pause (HTTP 429): the next request can't go out for %s ms, which"
                + " is longer than retryFor, or than a minute")
            .formatted(TimeUnit.NANOSECONDS.toMillis(nanos)),
        null);
  }

  /** Returns the error of a statement whose time ends before its next request can be sent. */
  static HelpCrunchException tooLate(long wait, long left, String reason, int status) {
    return new HelpCrunchException(
        ErrorCode.TIMEOUT,
        status,
        ("%s: the next request can't go out for %s ms, but the statement's timeout "
                + "leaves %s ms")
            .formatted(
                reason, TimeUnit.NANOSECONDS.toMillis(wait), TimeUnit.NANOSECONDS.toMillis(left)),
        null);
  }
}
