package io.github.helpcrunchjdbc.read.facts;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;

/**
 * The greatest offset that an account's service accepts. Services that search by an index often
 * stop at 10,000. Thread-safe.
 */
public final class OffsetReach {
  /** No service is known to stop before this offset, so no request checks it up to here. */
  public static final long USUAL = 10_000;

  /** A limit is forgotten after an hour: it may have been a temporary fault. */
  private static final long LASTS_NANOS = Duration.ofHours(1).toNanos();

  private final LongSupplier nanoTime;
  private final AtomicLong proven = new AtomicLong(USUAL);
  private volatile long limitMet;
  private final AtomicLong limit = new AtomicLong(Long.MAX_VALUE);

  /**
   * Creates the facts of a service of which nothing is known.
   *
   * @param nanoTime the clock by which limits are forgotten
   */
  OffsetReach(LongSupplier nanoTime) {
    this.nanoTime = nanoTime;
  }

  OffsetReach copy() {
    OffsetReach copy = new OffsetReach(nanoTime);
    copy.limitMet = limitMet;
    copy.proven.set(proven.get());
    copy.limit.set(limit.get());
    return copy;
  }

  /** Learns that the service gave the rows before {@code offset}. */
  public void learnProven(long offset) {
    proven.accumulateAndGet(offset, Math::max);
  }

  /** Whether the service surely gives the rows before {@code offset}. */
  public boolean isProven(long offset) {
    return offset <= proven.get();
  }

  /** Learns that the service gives no rows from {@code offset} on. */
  public void learnLimit(long offset) {
    limitMet = nanoTime.getAsLong();
    limit.accumulateAndGet(Math.max(1, offset), Math::min);
  }

  /** Returns the least offset at which the service gave no rows, or {@code Long.MAX_VALUE}. */
  public long limit() {
    return limit.get();
  }

  /**
   * Returns an offset before which the service surely gives rows, if it gives none from {@code
   * offset} on. It is at least 1.
   */
  public long before(long offset) {
    long least = Math.min(offset, limit.get());
    return Math.max(1, isProven(least) ? least : Math.min(least, proven.get()));
  }

  boolean isLimited() {
    return limit.get() != Long.MAX_VALUE;
  }

  /** Whether the limit was met more than an hour ago, so that it must be looked for again. */
  boolean isOutdated() {
    return isLimited() && nanoTime.getAsLong() - limitMet >= LASTS_NANOS;
  }
}
