package io.github.helpcrunchjdbc.jdbc;

import io.github.helpcrunchjdbc.plan.exec.RowCursor;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Rows that are in memory already, such as those of metadata. */
public final class ListCursor implements RowCursor {
  private final List<@Nullable Object[]> rows;
  private int next;

  public ListCursor(List<@Nullable Object[]> rows) {
    this.rows = rows;
  }

  @Override
  public boolean next() {
    if (next >= rows.size()) {
      return false;
    }
    next++;
    return true;
  }

  @Override
  public @Nullable Object[] row() {
    return rows.get(next - 1);
  }

  @Override
  public void close() {
    next = rows.size();
  }
}
