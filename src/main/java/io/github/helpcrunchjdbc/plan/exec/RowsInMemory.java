package io.github.helpcrunchjdbc.plan.exec;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** Rows that are in memory already. Not thread-safe. */
public final class RowsInMemory implements RowCursor {
  private final List<@Nullable Object[]> rows;
  private int position = -1;

  public RowsInMemory(List<@Nullable Object[]> rows) {
    this.rows = List.copyOf(rows);
  }

  @Override
  public boolean next() {
    return ++position < rows.size();
  }

  @Override
  public @Nullable Object[] row() {
    return rows.get(position);
  }

  @Override
  public void close() {}
}
