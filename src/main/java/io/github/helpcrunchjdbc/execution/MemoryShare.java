package io.github.helpcrunchjdbc.execution;

import io.github.helpcrunchjdbc.error.HelpCrunchException;
import org.jspecify.annotations.Nullable;

/**
 * The memory that one part of a statement, such as a sort, keeps of the statement's budget. When
 * that part ends, {@link #clear} gives all its memory back at once. Not thread-safe.
 */
public final class MemoryShare {
  private final MemoryBudget budget;
  private long kept;

  /** Creates a share that keeps nothing yet. */
  public MemoryShare(MemoryBudget budget) {
    this.budget = budget;
  }

  /**
   * Counts bytes that are kept from now on.
   *
   * @throws HelpCrunchException OUT_OF_MEMORY if there is no room for them
   */
  public void keep(long bytes) {
    kept += bytes;
    budget.keep(bytes);
  }

  /**
   * Counts a row that is kept from now on.
   *
   * @throws HelpCrunchException OUT_OF_MEMORY if there is no room for it
   */
  public void keep(@Nullable Object[] row) {
    keep(RowSize.of(row));
  }

  /** Returns whether nothing is kept. */
  public boolean isEmpty() {
    return kept == 0;
  }

  /** Returns how many more bytes the statement may keep. */
  public long room() {
    return budget.room();
  }

  /** Gives back some of the bytes that this share keeps. */
  public void drop(long bytes) {
    kept -= bytes;
    budget.release(bytes);
  }

  /** Gives back all bytes that this share keeps. */
  public void clear() {
    drop(kept);
  }
}
