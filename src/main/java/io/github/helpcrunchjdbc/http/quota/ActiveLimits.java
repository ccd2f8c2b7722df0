package io.github.helpcrunchjdbc.http.quota;

import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;

/**
 * The connections that take part in a key's minute: those that wait, or have asked within the last
 * minute. Guarded by the quota.
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

  /** Forgets requests that are a minute old, and the connections that take part no more. */
  void prune(long now) {
    limits.forEach(limit -> limit.log().prune(now));
    limits.removeIf(limit -> limit.log().size() == 0 && waiters.of(limit) == 0);
  }

  /** Those of which something is true. */
  List<ConnectionLimit> that(Predicate<ConnectionLimit> isTrue) {
    return limits.stream().filter(isTrue).toList();
  }

  /** The bound on the key: the highest of theirs. */
  int highest() {
    return limits.stream().mapToInt(ConnectionLimit::requestsPerMinute).max().orElse(0);
  }

  /** The bound on the key if this connection takes part too. */
  int highestWith(ConnectionLimit limit) {
    return Math.max(limit.requestsPerMinute(), highest());
  }

  /** How many will be served before a waiter that has so many of its own connection before it. */
  int surelyAhead(ConnectionLimit limit, int own) {
    return own
        + limits.stream()
            .filter(other -> other != limit && other.isLimited())
            .mapToInt(other -> Math.min(own, waiters.of(other)))
            .sum();
  }
}
