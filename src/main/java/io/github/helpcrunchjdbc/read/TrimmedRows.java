package io.github.helpcrunchjdbc.read;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Rows without what only reading them needed, which stands at their ends.
 *
 * @param width how many values are left of each
 */
public record TrimmedRows(RowSource rows, int width) implements RowSource {
  @Override
  public @Nullable Object @Nullable [] next() {
    @Nullable Object[] row = rows.next();
    return row == null || row.length == width ? row : Arrays.copyOf(row, width);
  }

  @Override
  public void close() {
    rows.close();
  }
}
