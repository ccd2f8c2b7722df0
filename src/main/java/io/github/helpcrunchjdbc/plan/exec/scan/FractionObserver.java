package io.github.helpcrunchjdbc.plan.exec.scan;

import io.github.helpcrunchjdbc.read.stream.RowSource;
import org.jspecify.annotations.Nullable;

/** Rows before each of which is noted how the service shows times. */
record FractionObserver(RowSource rows, Runnable note) implements RowSource {
  @Override
  public @Nullable Object @Nullable [] next() {
    @Nullable Object[] row = rows.next();
    note.run();
    return row;
  }

  @Override
  public void close() {
    rows.close();
  }
}
