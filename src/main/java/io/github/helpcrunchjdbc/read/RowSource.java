package io.github.helpcrunchjdbc.read;

import org.jspecify.annotations.Nullable;

/** Rows that are read as they are asked for. Not thread-safe. */
public interface RowSource extends AutoCloseable {
  /** The next row, null at the end. */
  @Nullable Object @Nullable [] next();

  /** Stops reading. Harmless if called twice. */
  @Override
  void close();
}
