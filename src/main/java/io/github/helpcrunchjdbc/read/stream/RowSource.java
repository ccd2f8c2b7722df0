package io.github.helpcrunchjdbc.read.stream;

import java.util.Arrays;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** Rows that are read as they are asked for. Not thread-safe. */
public interface RowSource extends AutoCloseable {
  /** The next row, null at the end. */
  @Nullable Object @Nullable [] next();

  /** These rows, each changed as it is asked for. */
  default RowSource map(UnaryOperator<@Nullable Object[]> change) {
    RowSource rows = this;
    return new RowSource() {
      @Override
      public @Nullable Object @Nullable [] next() {
        @Nullable Object[] row = rows.next();
        return row == null ? null : change.apply(row);
      }

      @Override
      public void close() {
        rows.close();
      }
    };
  }

  /**
   * These rows without what only reading them needed, which stands at their ends.
   *
   * @param width how many values are left of each
   */
  default RowSource trimmed(int width) {
    return map(row -> row.length == width ? row : Arrays.copyOf(row, width));
  }

  /** Stops reading. Harmless if called twice. */
  @Override
  void close();
}
