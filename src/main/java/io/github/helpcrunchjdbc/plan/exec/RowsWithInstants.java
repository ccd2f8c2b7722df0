package io.github.helpcrunchjdbc.plan.exec;

import io.github.helpcrunchjdbc.plan.pushdown.WallClock;
import io.github.helpcrunchjdbc.read.RowSource;
import io.github.helpcrunchjdbc.search.ColumnDef;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Rows as the clock shows them, with the instants of their times behind the columns, in the order
 * of the columns. An instant is there only in an hour that the clock shows the second time, else
 * null.
 */
record RowsWithInstants(RowSource rows, List<ColumnDef> columns, WallClock clock)
    implements RowSource {
  @Override
  public @Nullable Object @Nullable [] next() {
    @Nullable Object[] row = rows.next();
    if (row == null) {
      return null;
    }
    List<@Nullable Long> instants = ShownRows.repeatedInstants(row, columns, clock);
    @Nullable Object[] shown =
        Arrays.copyOf(
            ShownRows.show(row, columns, clock), columns.size() + instants.size(), Object[].class);
    for (int i = 0; i < instants.size(); i++) {
      shown[columns.size() + i] = instants.get(i);
    }
    return shown;
  }

  @Override
  public void close() {
    rows.close();
  }
}
