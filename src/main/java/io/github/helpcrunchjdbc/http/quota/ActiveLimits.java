package io.github.helpcrunchjdbc.http.quota;

import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;

/**
 * The connections that count for a key's minute: those that wait for a permit, and those that sent
 * a request within the last minute. Guarded by the quota.
 */
final class ActiveLimits {
  private final Set<ConnectionLimit> limits = Collections.newSetFromMap(new IdentityHashMap<>());
  private final WaiterQueue waiters;

  ActiveLimits(WaiterQueue waiters) {
    this.waiters = waiters;
  }

  void add(ConnectionLimit limit) {
    limits.add(limit);
  }

  /** Forgets requests that are a minute old, and connections that no longer count. */
  void prune(long now) {
    limits.forEach(limit -> limit.log().prune(now));
    limits.removeIf(limit -> limit.log().size() == 0 && waiters.of(limit) == 0);
  }

  /** Returns the limits for which the predicate is true. */
  List<ConnectionLimit> matching(Predicate<ConnectionLimit> isTrue) {
    return limits.stream().filter(isTrue).toList();
  }

  /** Returns the bound on the key, which is the highest bound of its connections. */
  int highest() {
    return limits.stream().mapToInt(ConnectionLimit::requestsPerMinute).max().orElse(0);
  }

  /** Returns the bound on the key if this connection counts too. */
  int highestWith(ConnectionLimit limit) {
    return Math.max(limit.requestsPerMinute(), highest());
  }

  /**
   * Returns how many requests are surely served before a waiter, if {@code own} requests of its own
   * connection go before it.
   */
  int servedBefore(ConnectionLimit limit, int own) {
    return own
        + limits.stream()
            .filter(other -> other != limit && other.isLimited())
            .mapToInt(other -> Math.min(own, waiters.of(other)))
            .sum();
  }
}
