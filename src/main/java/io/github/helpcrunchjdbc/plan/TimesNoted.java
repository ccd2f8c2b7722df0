package io.github.helpcrunchjdbc.plan;

import io.github.helpcrunchjdbc.execution.Execution;
import io.github.helpcrunchjdbc.plan.knowledge.AccountKnowledge;
import io.github.helpcrunchjdbc.read.RowSource;
import org.jspecify.annotations.Nullable;

/** Rows from whose times of the last visit is learned whether the service shows fractions. */
record TimesNoted(RowSource rows, int index, AccountKnowledge knowledge, Execution execution)
    implements RowSource {
  @Override
  public @Nullable Object @Nullable [] next() {
    @Nullable Object[] row = rows.next();
    if (row != null && row[index] instanceof Long millis) {
      knowledge.noteTime(millis, execution);
    }
    return row;
  }

  @Override
  public void close() {
    rows.close();
  }
}
