package io.github.helpcrunchjdbc.testing;

import io.github.helpcrunchjdbc.demo.CustomerField;
import io.github.helpcrunchjdbc.demo.CustomerStore;
import io.github.helpcrunchjdbc.demo.DemoCustomer;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.function.Consumer;

/**
 * Customers who come, go and visit between any two requests. Give it to {@link
 * SimulatedAccount.Builder#beforeEach}. Thread-safe.
 */
public final class Churn implements Consumer<CustomerStore> {
  private final Random random;
  private final int inserts;
  private final int deletes;
  private final int touches;
  private final Set<Long> changed = new HashSet<>();
  private Instant now;

  /**
   * A churn of up to so many changes of each kind before each request.
   *
   * @param now the time of the first visit; each later one is a second later
   */
  public Churn(long seed, Instant now, int inserts, int deletes, int touches) {
    this.random = new Random(seed);
    this.now = now;
    this.inserts = inserts;
    this.deletes = deletes;
    this.touches = touches;
  }

  @Override
  public synchronized void accept(CustomerStore store) {
    for (int left = upTo(inserts); left > 0; left--) {
      insert(store);
    }
    for (int left = upTo(deletes); left > 0; left--) {
      List<DemoCustomer> all = store.all();
      if (!all.isEmpty()) {
        long id = all.get(random.nextInt(all.size())).id();
        changed.add(id);
        store.delete(id);
      }
    }
    for (int left = upTo(touches); left > 0; left--) {
      List<DemoCustomer> all = store.all();
      if (!all.isEmpty()) {
        long id = all.get(random.nextInt(all.size())).id();
        changed.add(id);
        store.touch(id, tick());
      }
    }
  }

  /** The new one is a likeness of an old one, so that it matches what that one matches. */
  private void insert(CustomerStore store) {
    List<DemoCustomer> all = store.all();
    long id = store.greatestId() + 1;
    DemoCustomer like = all.isEmpty() ? DemoCustomer.of(id) : all.get(random.nextInt(all.size()));
    Instant time = tick();
    changed.add(id);
    store.put(
        like.with(CustomerField.ID, id)
            .with(CustomerField.FIRST_SEEN, time)
            .with(CustomerField.LAST_SEEN, time));
  }

  /** Ids inserted, deleted or touched so far: of all others the answers are certain. */
  public synchronized Set<Long> changedIds() {
    return Set.copyOf(changed);
  }

  private int upTo(int most) {
    return random.nextInt(most + 1);
  }

  private Instant tick() {
    now = now.plusSeconds(1);
    return now;
  }
}
