package io.github.helpcrunchjdbc.read;

import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Rows that satisfy a residual, each customer once: pages may overlap, and searches of one answer
 * may find the same customer.
 */
final class DistinctRows implements RowSource {
  private final RowSource rows;
  private final RowLayout layout;
  private final IdSet seen;
  private final @Nullable Predicate<@Nullable Object[]> residual;

  DistinctRows(
      RowSource rows,
      RowLayout layout,
      IdSet seen,
      @Nullable Predicate<@Nullable Object[]> residual) {
    this.rows = rows;
    this.layout = layout;
    this.seen = seen;
    this.residual = residual;
  }

  @Override
  public @Nullable Object @Nullable [] next() {
    while (true) {
      @Nullable Object[] row = rows.next();
      // A row that this search's residual drops may still be found by another search.
      if (row == null || ((residual == null || residual.test(row)) && seen.add(layout.id(row)))) {
        return row;
      }
    }
  }

  @Override
  public void close() {
    rows.close();
  }
}
