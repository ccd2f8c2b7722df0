package io.github.helpcrunchjdbc.testing;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/** A limit on requests per minute by a clock that tests may set. Thread-safe. */
public final class RateLimit {
  /** The answer of {@link #refusedFor} for a request that was let through. */
  public static final long ACCEPTED = 0;

  private static final long MINUTE = TimeUnit.MINUTES.toNanos(1);

  private final int requests;
  private final boolean sliding;
  private final LongSupplier nanos;
  private final boolean tellsRetryAfter;
  private final Deque<Long> accepted = new ArrayDeque<>();

  private RateLimit(int requests, boolean sliding, LongSupplier nanos, boolean tellsRetryAfter) {
    this.requests = requests;
    this.sliding = sliding;
    this.nanos = nanos;
    this.tellsRetryAfter = tellsRetryAfter;
  }

  /** So many in each minute of the clock, counted anew from its full minutes on. */
  public static RateLimit fixedMinute(int requests, LongSupplier nanos) {
    return new RateLimit(requests, false, nanos, false);
  }

  /** So many in any 60 seconds. */
  public static RateLimit slidingMinute(int requests, LongSupplier nanos) {
    return new RateLimit(requests, true, nanos, false);
  }

  /** The same limit, whose refusals say when to come again. */
  public RateLimit tellingRetryAfter() {
    return new RateLimit(requests, sliding, nanos, true);
  }

  boolean tellsRetryAfter() {
    return tellsRetryAfter;
  }

  /**
   * Counts a request. Refused ones don't count against the limit.
   *
   * @return whole seconds after which there is room again, or {@link #ACCEPTED}
   */
  public synchronized long refusedFor() {
    long now = nanos.getAsLong();
    long windowStart = sliding ? now - MINUTE : Math.floorDiv(now, MINUTE) * MINUTE;
    while (!accepted.isEmpty() && isOver(accepted.peekFirst(), windowStart)) {
      accepted.removeFirst();
    }
    if (accepted.size() < requests) {
      accepted.addLast(now);
      return ACCEPTED;
    }
    long free = (sliding ? accepted.peekFirst() : windowStart) + MINUTE;
    return Math.max(
        1, (free - now + TimeUnit.SECONDS.toNanos(1) - 1) / TimeUnit.SECONDS.toNanos(1));
  }

  private boolean isOver(long request, long windowStart) {
    return sliding ? request <= windowStart : request < windowStart;
  }
}
