package io.github.helpcrunchjdbc.http;

import io.github.helpcrunchjdbc.execution.Execution;
import java.util.Comparator;
import java.util.concurrent.CompletableFuture;

/**
 * A request that waits for its permit.
 *
 * @param place its place among equals: the one it got at first, also when it is sent again
 */
record Waiter(
    Urgency urgency,
    long place,
    Lane lane,
    Execution execution,
    CompletableFuture<Permit> granted) {
  /** The order in which permits are given. */
  static final Comparator<Waiter> ORDER =
      Comparator.comparing(Waiter::urgency).thenComparingLong(Waiter::place);
}
