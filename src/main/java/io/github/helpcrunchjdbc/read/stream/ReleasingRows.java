package io.github.helpcrunchjdbc.read.stream;

import io.github.helpcrunchjdbc.execution.MemoryShare;
import org.jspecify.annotations.Nullable;

/** Rows whose closing gives back the memory that reading them took. */
public record ReleasingRows(RowSource rows, MemoryShare kept) implements RowSource {
  @Override
  public @Nullable Object @Nullable [] next() {
    return rows.next();
  }

  @Override
  public void close() {
    rows.close();
    kept.clear();
  }
}
