package io.github.helpcrunchjdbc.plan.exec.totals;

import io.github.helpcrunchjdbc.read.stream.RowSource;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import org.jspecify.annotations.Nullable;

/**
 * Rows of which the first page has come, so that it is known how many there are; they can still be
 * had all. Not thread-safe.
 */
final class FirstPage implements RowSource {
  private final RowSource rows;
  private final Queue<@Nullable Object[]> first = new ArrayDeque<>();
  private final boolean all;

  private FirstPage(RowSource rows, int most) {
    this.rows = rows;
    while (first.size() < most) {
      @Nullable Object[] row = rows.next();
      if (row == null) {
        break;
      }
      first.add(row);
    }
    this.all = first.size() < most;
  }

  /** Reads so many rows, with the first of which the first page comes. */
  static FirstPage of(RowSource rows, int most) {
    return new FirstPage(rows, most);
  }

  /** The rows read. */
  List<@Nullable Object[]> seen() {
    return new ArrayList<>(first);
  }

  /** Whether there are no others. */
  boolean isAll() {
    return all;
  }

  @Override
  public @Nullable Object @Nullable [] next() {
    @Nullable Object[] row = first.poll();
    return row == null ? rows.next() : row;
  }

  @Override
  public void close() {
    rows.close();
  }
}
