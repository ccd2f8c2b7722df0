package io.github.helpcrunchjdbc.read.stream;

import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Rows that satisfy a residual, each customer once where several searches of one answer may find
 * the same.
 *
 * @param seen the customers of all the searches, null if the rows are distinct by themselves
 */
public record DistinctRows(
    RowSource rows,
    RowLayout layout,
    @Nullable IdSet seen,
    @Nullable Predicate<@Nullable Object[]> residual)
    implements RowSource {
  @Override
  public @Nullable Object @Nullable [] next() {
    while (true) {
      @Nullable Object[] row = rows.next();
      // It counts as seen only if it passes: another search may find it with another residual.
      if (row == null
          || ((residual == null || residual.test(row))
              && (seen == null || seen.add(layout.id(row))))) {
        return row;
      }
    }
  }

  @Override
  public void close() {
    rows.close();
  }
}
