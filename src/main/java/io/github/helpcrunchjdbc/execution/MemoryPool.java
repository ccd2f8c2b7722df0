package io.github.helpcrunchjdbc.execution;

import java.util.Collections;
import java.util.Set;
import java.util.WeakHashMap;

/**
 * How much memory the rows of all statements may take together. A pool is needed because each
 * single statement may keep a quarter of the heap. Thread-safe.
 */
public final class MemoryPool {
  /** All statements together may keep this fraction of the heap: half of it. */
  private static final int SHARE_OF_HEAP = 2;

  private final long most;
  // The references are weak because a forgotten result set never ends its statement.
  private final Set<MemoryBudget> budgets =
      Collections.synchronizedSet(Collections.newSetFromMap(new WeakHashMap<>()));

  /** Creates a pool of {@code most} bytes. */
  public MemoryPool(long most) {
    this.most = most;
  }

  /** Returns a pool of half the bytes that the JVM may use. */
  public static MemoryPool usual() {
    return new MemoryPool(Runtime.getRuntime().maxMemory() / SHARE_OF_HEAP);
  }

  /** Returns a budget of {@code bytes} for one statement. It counts in this pool until it ends. */
  public MemoryBudget budget(long bytes) {
    MemoryBudget budget = new MemoryBudget(bytes, this);
    budgets.add(budget);
    return budget;
  }

  /** Returns how many bytes all statements together may keep. */
  long most() {
    return most;
  }

  /** Returns how many bytes the statements keep that have not ended. */
  long kept() {
    synchronized (budgets) {
      return budgets.stream().mapToLong(MemoryBudget::kept).sum();
    }
  }

  void leave(MemoryBudget budget) {
    budgets.remove(budget);
  }
}
