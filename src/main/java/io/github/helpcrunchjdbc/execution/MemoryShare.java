package io.github.helpcrunchjdbc.execution;

import io.github.helpcrunchjdbc.error.HelpCrunchException;
import org.jspecify.annotations.Nullable;

/**
 * How much of a statement's memory one part of it, such as a sort, keeps, so that what is left of
 * it can be given back at once when that part ends. Not thread-safe.
 */
public final class MemoryShare {
  private final MemoryBudget budget;
  private long kept;

  /** A share of which nothing is kept yet. */
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

  /** How many bytes more the statement may keep. */
  public long room() {
    return budget.room();
  }

  /** Gives back some of what was kept. */
  public void drop(long bytes) {
    kept -= bytes;
    budget.release(bytes);
  }

  /** Gives back all that was kept. */
  public void clear() {
    drop(kept);
  }
}
