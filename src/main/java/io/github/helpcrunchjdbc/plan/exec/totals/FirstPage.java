package io.github.helpcrunchjdbc.plan.exec.totals;

import io.github.helpcrunchjdbc.execution.Execution;
import io.github.helpcrunchjdbc.execution.RequestBudget;
import io.github.helpcrunchjdbc.read.CountReader;
import io.github.helpcrunchjdbc.read.stream.RowSource;
import io.github.helpcrunchjdbc.search.ColumnDef;
import io.github.helpcrunchjdbc.search.CustomerColumns;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import org.jspecify.annotations.Nullable;

/**
 * Rows whose first page was read, so that their total is known. All of them can still be read. Not
 * thread-safe.
 */
final class FirstPage implements RowSource {
  private final RowSource rows;
  private final RequestBudget budget;
  private final Queue<@Nullable Object[]> first = new ArrayDeque<>();
  private final boolean all;

  /** How many requests are surely still to come. The budget is told once rows are read on. */
  private long stillToCome;

  /** Reads up to {@code most} rows, and with them the first page. */
  FirstPage(RowSource rows, int most, Execution execution) {
    this.rows = rows;
    this.budget = execution.budget();
    this.stillToCome = budget.peek(() -> look(most));
    this.all = first.size() < most;
  }

  private void look(int most) {
    while (first.size() < most) {
      @Nullable Object[] row = rows.next();
      if (row == null) {
        break;
      }
      first.add(row);
    }
  }

  /** Returns the rows that were read first. */
  List<@Nullable Object[]> rowsRead() {
    return new ArrayList<>(first);
  }

  /** Whether these are all rows. */
  boolean isAll() {
    return all;
  }

  /**
   * Whether customers without tags have an empty list. If that is unknown, these rows may show it.
   *
   * @param columns the columns of the rows
   */
  boolean showsTags(CountReader reader, List<ColumnDef> columns) {
    if (reader.areTagsUnknown()) {
      reader.seeTags(rowsRead(), columns.indexOf(CustomerColumns.TAGS_COLUMN));
    }
    return reader.areTagsShown();
  }

  @Override
  public @Nullable Object @Nullable [] next() {
    @Nullable Object[] row = first.poll();
    if (row != null) {
      return row;
    }
    if (stillToCome > 0) {
      budget.expectPages(stillToCome);
      budget.expectAtLeast(stillToCome, true);
      stillToCome = 0;
    }
    return rows.next();
  }

  @Override
  public void close() {
    rows.close();
  }
}
