package io.github.helpcrunchjdbc.plan;

import io.github.helpcrunchjdbc.error.HelpCrunchException;
import io.github.helpcrunchjdbc.execution.Execution;
import io.github.helpcrunchjdbc.plan.exec.RowCursor;
import io.github.helpcrunchjdbc.plan.knowledge.FilterBound;
import org.jspecify.annotations.Nullable;

/**
 * Rows of a plan that can't be made anew, as some were handed on. A later search that is refused
 * for the number of its filters ends them, and the next execution sends fewer. Not thread-safe.
 */
record LearningCursor(RowCursor rows, FilterBound filterBound, Execution execution)
    implements RowCursor {
  @Override
  public boolean next() {
    try {
      return rows.next();
    } catch (HelpCrunchException refusal) {
      if (learnFrom(refusal)) {
        throw new HelpCrunchException(
            refusal.code(),
            refusal.vendorCode(),
            refusal.getMessage()
                + "; from now on searches have "
                + filterBound.most()
                + " filters at the most: execute the statement again",
            refusal);
      }
      throw refusal;
    }
  }

  /** A request that fails here does not hide why the rows have ended. */
  private boolean learnFrom(HelpCrunchException refusal) {
    try {
      return filterBound.learnFrom(refusal, execution);
    } catch (HelpCrunchException failure) {
      refusal.addSuppressed(failure);
      return false;
    }
  }

  @Override
  public @Nullable Object[] row() {
    return rows.row();
  }

  @Override
  public long skipped() {
    return rows.skipped();
  }

  @Override
  public void close() {
    rows.close();
  }
}
