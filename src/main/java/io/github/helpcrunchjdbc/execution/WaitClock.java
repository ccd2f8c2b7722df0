package io.github.helpcrunchjdbc.execution;

import java.util.EnumMap;
import java.util.Map;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Measures how long a statement has waited, and for what. Time counts once even if several requests
 * are under way, and only while a caller waits for a page. Thread-safe.
 */
public final class WaitClock {
  /**
   * What a request does. If several requests are under way, the wait counts for the first phase in
   * this order that one of them is in.
   */
  public enum Phase {
    /** The request was sent and its answer is awaited. */
    NETWORK,
    /** The request has failed and will be sent again. */
    SERVICE,
    /** The request waits for its place in the quota, or for a pause that the service asked for. */
    QUOTA
  }

  private final LongSupplier nanoTime;
  private final Map<Phase, Integer> requests = new EnumMap<>(Phase.class);
  private final Map<Phase, Long> nanos = new EnumMap<>(Phase.class);
  private int waiting;
  private long since;

  /**
   * Creates a clock at zero.
   *
   * @param nanoTime a clock that never goes back, in nanoseconds
   */
  WaitClock(LongSupplier nanoTime) {
    this.nanoTime = nanoTime;
  }

  /**
   * Notes that a request goes from one phase to another.
   *
   * @param from null for a request that begins
   * @param to null for a request that ends
   */
  public synchronized void move(@Nullable Phase from, @Nullable Phase to) {
    settle();
    if (from != null) {
      requests.merge(from, -1, Integer::sum);
    }
    if (to != null) {
      requests.merge(to, 1, Integer::sum);
    }
  }

  /** Notes that a caller begins to wait for a page. */
  public synchronized void begin() {
    settle();
    waiting++;
  }

  /** Notes that a caller's wait for a page is over. */
  public synchronized void end() {
    settle();
    waiting--;
  }

  /** Returns the nanoseconds that callers have waited in a phase so far. */
  public synchronized long nanos(Phase phase) {
    settle();
    return nanos.getOrDefault(phase, 0L);
  }

  /** Returns the nanoseconds that callers have waited so far, in all phases. */
  public synchronized long nanos() {
    settle();
    return nanos.values().stream().mapToLong(Long::longValue).sum();
  }

  /** Returns the phase for which a caller waits now, null if no caller waits. */
  public synchronized @Nullable Phase now() {
    return waiting > 0 ? phase() : null;
  }

  private Phase phase() {
    for (Phase phase : Phase.values()) {
      if (requests.getOrDefault(phase, 0) > 0) {
        return phase;
      }
    }
    return Phase.NETWORK;
  }

  private void settle() {
    long now = nanoTime.getAsLong();
    if (waiting > 0) {
      nanos.merge(phase(), now - since, Long::sum);
    }
    since = now;
  }
}
