package io.github.helpcrunchjdbc.http.quota;

import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** The requests that wait for their permits. Guarded by the quota. */
final class WaiterQueue {
  private final TreeSet<Waiter> waiters = new TreeSet<>(Waiter.ORDER);

  void add(Waiter waiter) {
    waiters.add(waiter);
  }

  void remove(Waiter waiter) {
    waiters.remove(waiter);
  }

  List<Waiter> all() {
    return List.copyOf(waiters);
  }

  /**
   * Returns the next request that could be sent now; connections take turns, and each keeps its own
   * order.
   *
   * @param leftOut connections whose requests can't be sent now
   */
  @Nullable Waiter next(Set<ConnectionLimit> leftOut) {
    return waiters.stream()
        .filter(waiter -> !waiter.limit().isFull() && !leftOut.contains(waiter.limit()))
        .min(Waiter.TURNS)
        .orElse(null);
  }

  /** Returns how many requests of a connection wait. */
  int of(ConnectionLimit limit) {
    return count(waiters, limit);
  }

  /** Returns how many requests of the same connection go before this one. */
  int before(Waiter waiter) {
    return count(waiters.headSet(waiter), waiter.limit());
  }

  private static int count(Set<Waiter> some, ConnectionLimit limit) {
    return (int) some.stream().filter(waiter -> waiter.limit() == limit).count();
  }
}
