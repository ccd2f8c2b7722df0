package io.github.helpcrunchjdbc.execution;

import java.util.Collections;
import java.util.Set;
import java.util.WeakHashMap;

/**
 * How much memory the rows of several statements may take together, for each of them alone may keep
 * a large share of the heap. Thread-safe.
 */
public final class MemoryPool {
  /** The share of the JVM's heap that all statements together may keep. */
  private static final int SHARE_OF_HEAP = 2;

  private final long most;
  // Weak, since nobody ends a statement whose result set was forgotten.
  private final Set<MemoryBudget> budgets =
      Collections.synchronizedSet(Collections.newSetFromMap(new WeakHashMap<>()));

  /** A pool of so many bytes. */
  public MemoryPool(long most) {
    this.most = most;
  }

  /** Half of what the JVM may use. */
  public static MemoryPool usual() {
    return new MemoryPool(Runtime.getRuntime().maxMemory() / SHARE_OF_HEAP);
  }

  /** A budget of so many bytes for a statement, which counts here until it ends. */
  public MemoryBudget budget(long bytes) {
    MemoryBudget budget = new MemoryBudget(bytes, this);
    budgets.add(budget);
    return budget;
  }

  /** How many bytes all may keep together. */
  long most() {
    return most;
  }

  /** How many bytes all keep that have not ended. */
  long kept() {
    synchronized (budgets) {
      return budgets.stream().mapToLong(MemoryBudget::kept).sum();
    }
  }

  void leave(MemoryBudget budget) {
    budgets.remove(budget);
  }
}
