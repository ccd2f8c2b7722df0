package io.github.helpcrunchjdbc.http.quota;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Iterator;
import org.jspecify.annotations.Nullable;

/**
 * The requests of the last minute. A request counts from its permit until a minute after its answer
 * came. The service may count it at any time between the two, on a fixed or a sliding minute; it
 * never sees more requests in a minute than this log. Guarded by the quota.
 */
final class SlidingLog {
  /**
   * A little more than a minute, because the service's clock may run a little slower than this
   * machine's.
   */
  static final long WINDOW_NANOS = Duration.ofMillis(60_020).toNanos();

  /** Stands for a time that is not known yet, because a request that counts has no answer yet. */
  static final long UNKNOWN = Long.MAX_VALUE;

  private final ArrayDeque<Long> answers = new ArrayDeque<>();
  private int inFlight;

  /** Forgets the requests that no longer count. */
  void prune(long now) {
    for (Long oldest = answers.peek();
        oldest != null && now - oldest >= WINDOW_NANOS;
        oldest = answers.peek()) {
      answers.remove();
    }
  }

  int size() {
    return answers.size() + inFlight;
  }

  /**
   * Returns how many of the requests were answered.
   *
   * @param start the time from which answers count, null for all of the last minute
   */
  int answeredSince(@Nullable Long start) {
    return start == null
        ? answers.size()
        : (int) answers.stream().filter(answer -> answer - start >= 0).count();
  }

  /**
   * Returns how many of the requests count: those answered since {@code start}, and those in
   * flight.
   */
  int sizeSince(@Nullable Long start) {
    return answeredSince(start) + inFlight;
  }

  int inFlight() {
    return inFlight;
  }

  void sent() {
    inFlight++;
  }

  void answered(long now) {
    inFlight--;
    answers.add(now);
  }

  void unsent() {
    inFlight--;
  }

  /**
   * Returns the nanoseconds until the log has room for {@code wanted} more requests below {@code
   * limit}.
   *
   * @return {@link #UNKNOWN} if that depends on requests that have no answer yet
   */
  long untilRoom(int wanted, int limit, long now) {
    int surplus = size() + wanted - limit;
    if (surplus <= 0) {
      return 0;
    }
    if (surplus > answers.size()) {
      return UNKNOWN;
    }
    Iterator<Long> oldest = answers.iterator();
    for (int i = 1; i < surplus; i++) {
      oldest.next();
    }
    // A request that is older than a minute, but was not pruned yet, leaves room at once.
    return Math.max(0, oldest.next() + WINDOW_NANOS - now);
  }
}
