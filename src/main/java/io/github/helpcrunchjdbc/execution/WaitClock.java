package io.github.helpcrunchjdbc.execution;

import java.util.EnumMap;
import java.util.Map;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * How long a statement has waited, and for what. Requests may be under way together; the time
 * counts once, and only while somebody waits for a page. Thread-safe.
 */
public final class WaitClock {
  /** What a request does, from the one that says most of a wait to the one that says least. */
  public enum Phase {
    /** It was sent and is being answered. */
    NETWORK,
    /** It failed and will be sent again. */
    SERVICE,
    /** It waits for its place in the quota, or for a pause to end that the service asked for. */
    QUOTA
  }

  private final LongSupplier nanoTime;
  private final Map<Phase, Integer> requests = new EnumMap<>(Phase.class);
  private final Map<Phase, Long> nanos = new EnumMap<>(Phase.class);
  private int waiting;
  private long since;

  /**
   * A clock at zero.
   *
   * @param nanoTime a clock that never steps back, in nanoseconds
   */
  WaitClock(LongSupplier nanoTime) {
    this.nanoTime = nanoTime;
  }

  /**
   * Says that a request goes from one phase to another.
   *
   * @param from null for one that begins
   * @param to null for one that ends
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

  /** Says that somebody begins to wait for a page. */
  public synchronized void begin() {
    settle();
    waiting++;
  }

  /** Says that the wait is over. */
  public synchronized void end() {
    settle();
    waiting--;
  }

  /** Nanoseconds that were waited in a phase so far. */
  public synchronized long nanos(Phase phase) {
    settle();
    return nanos.getOrDefault(phase, 0L);
  }

  /** Nanoseconds that were waited so far, for whatever. */
  public synchronized long nanos() {
    settle();
    return nanos.values().stream().mapToLong(Long::longValue).sum();
  }

  /** What is waited for now, null if nobody waits. */
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
