package io.github.helpcrunchjdbc.demo;

import java.time.Instant;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Random;

/** The order in which the service gives the customers it found. */
final class CustomerOrder {
  private final Behaviour behaviour;
  private final Random random;

  CustomerOrder(Behaviour behaviour) {
    this.behaviour = behaviour;
    this.random = new Random(behaviour.seed());
  }

  /** Whether the same search has the same order each time. */
  boolean isStable(CustomerSearch search) {
    return isSorted(search)
        ? !behaviour.has(Quirk.TIES_SHUFFLED)
        : !behaviour.has(Quirk.DEFAULT_ORDER_RANDOM);
  }

  /**
   * Sorts in place.
   *
   * @param found ascending by id
   */
  void sort(List<DemoCustomer> found, CustomerSearch search) {
    if (!isStable(search)) {
      synchronized (random) {
        Collections.shuffle(found, random);
      }
    }
    CustomerField sort = search.sort();
    if (sort != null && isSorted(search)) {
      found.sort(by(sort, search.descending()));
    } else if (behaviour.has(Quirk.DEFAULT_ORDER_DESCENDING)) {
      Collections.reverse(found);
    }
  }

  private boolean isSorted(CustomerSearch search) {
    return search.sort() != null && !behaviour.has(Quirk.SORT_IGNORED);
  }

  private Comparator<DemoCustomer> by(CustomerField field, boolean descending) {
    Comparator<Instant> order = descending ? Comparator.reverseOrder() : Comparator.naturalOrder();
    return Comparator.comparing(
        customer -> Times.sorted(customer.time(field), behaviour),
        nullsFirst(descending) ? Comparator.nullsFirst(order) : Comparator.nullsLast(order));
  }

  private boolean nullsFirst(boolean descending) {
    if (behaviour.has(Quirk.NULLS_FIRST)) {
      return true;
    } else if (behaviour.has(Quirk.NULLS_LAST)) {
      return false;
    }
    return behaviour.has(Quirk.NULLS_LOW) != descending;
  }
}
