package io.github.helpcrunchjdbc.demo;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The customers of an account, which may change at any time. Thread-safe. */
public final class CustomerStore {
  private final TreeMap<Long, DemoCustomer> byId = new TreeMap<>();
  private @Nullable List<DemoCustomer> snapshot;

  public CustomerStore(Collection<DemoCustomer> customers) {
    customers.forEach(this::put);
  }

  /** Inserts a customer, or replaces the one of that id. */
  public synchronized void put(DemoCustomer customer) {
    byId.put(customer.id(), customer);
    snapshot = null;
  }

  /** Returns whether there was one of that id. */
  public synchronized boolean delete(long id) {
    snapshot = null;
    return byId.remove(id) != null;
  }

  /**
   * Sets lastSeen, and firstSeen for somebody never seen before.
   *
   * @return whether there is one of that id
   */
  public synchronized boolean touch(long id, Instant now) {
    DemoCustomer customer = byId.get(id);
    if (customer == null) {
      return false;
    }
    DemoCustomer touched = customer.with(CustomerField.LAST_SEEN, now);
    put(
        customer.get(CustomerField.FIRST_SEEN) == null
            ? touched.with(CustomerField.FIRST_SEEN, now)
            : touched);
    return true;
  }

  public synchronized @Nullable DemoCustomer get(long id) {
    return byId.get(id);
  }

  /** The greatest id, 0 if there is no customer. */
  public synchronized long greatestId() {
    Map.Entry<Long, DemoCustomer> last = byId.lastEntry();
    return last == null ? 0 : last.getKey();
  }

  /** All customers ascending by id; the same list for as long as nothing changes. */
  public synchronized List<DemoCustomer> all() {
    List<DemoCustomer> list = snapshot;
    if (list == null) {
      list = List.copyOf(new ArrayList<>(byId.values()));
      snapshot = list;
    }
    return list;
  }
}
