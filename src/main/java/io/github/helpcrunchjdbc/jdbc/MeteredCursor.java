package io.github.helpcrunchjdbc.jdbc;

import io.github.helpcrunchjdbc.execution.Statistics;
import io.github.helpcrunchjdbc.plan.exec.RowCursor;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Takes the time that reading the rows of a cursor takes. Not thread-safe. */
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
      return rows.next();
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
