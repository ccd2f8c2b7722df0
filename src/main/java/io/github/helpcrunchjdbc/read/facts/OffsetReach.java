package io.github.helpcrunchjdbc.read.facts;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;

/**
 * How far into a search an account's service lets offsets lead. Services that search by an index
 * often stop at 10,000. Thread-safe.
 */
public final class OffsetReach {
  /** No service is known that stops before; up to here nothing is asked beforehand. */
  public static final long USUAL = 10_000;

  /** A limit is forgotten so long after it was met: it may have been a passing fault. */
  private static final long LASTS_NANOS = Duration.ofHours(1).toNanos();

  private final LongSupplier nanoTime;
  private final AtomicLong proven = new AtomicLong(USUAL);
  private volatile long limitMet;
  private final AtomicLong limit = new AtomicLong(Long.MAX_VALUE);

  /**
   * A service of which nothing is known.
   *
   * @param nanoTime by which limits are forgotten
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

  /** Learns that the rows before {@code offset} were given. */
  public void learnProven(long offset) {
    proven.accumulateAndGet(offset, Math::max);
  }

  /** Whether the rows before {@code offset} can surely be had. */
  public boolean isProven(long offset) {
    return offset <= proven.get();
  }

  /** Learns that from {@code offset} on no rows are given. */
  public void learnLimit(long offset) {
    limitMet = nanoTime.getAsLong();
    limit.accumulateAndGet(Math.max(1, offset), Math::min);
  }

  /** The least offset at which no rows are given, {@code Long.MAX_VALUE} if none is known. */
  public long limit() {
    return limit.get();
  }

  /** So far offsets surely lead if from {@code offset} on they lead nowhere; at least 1. */
  public long before(long offset) {
    long least = Math.min(offset, limit.get());
    return Math.max(1, isProven(least) ? least : Math.min(least, proven.get()));
  }

  boolean isLimited() {
    return limit.get() != Long.MAX_VALUE;
  }

  /** Whether a limit was met so long ago that it is to be looked for anew. */
  boolean isOutdated() {
    return isLimited() && nanoTime.getAsLong() - limitMet >= LASTS_NANOS;
  }
}
