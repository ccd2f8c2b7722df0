package io.github.helpcrunchjdbc.jdbc;

import io.github.helpcrunchjdbc.execution.Statistics;
import io.github.helpcrunchjdbc.execution.Statistics.Counter;
import io.github.helpcrunchjdbc.plan.exec.RowCursor;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Counts the rows of a cursor, and takes the time that reading them takes. Not thread-safe. */
record MeteredCursor(RowCursor rows, Statistics statistics) implements RowCursor {
  /** Opens a cursor, which takes time too. */
  static RowCursor open(Statistics statistics, Supplier<RowCursor> opening) {
    long start = statistics.enter();
    try {
      return new MeteredCursor(opening.get(), statistics);
    } finally {
      statistics.leave(start);
    }
  }

  @Override
  public boolean next() {
    long start = statistics.enter();
    try {
      boolean has = rows.next();
      statistics.count(Counter.ROWS_RETURNED, has ? 1 : 0);
      return has;
    } finally {
      statistics.leave(start);
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
