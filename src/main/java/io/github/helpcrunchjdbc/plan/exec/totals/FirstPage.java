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
 * Rows of which the first page has come, so that it is known how many there are; they can still be
 * had all. Not thread-safe.
 */
final class FirstPage implements RowSource {
  private final RowSource rows;
  private final RequestBudget budget;
  private final Queue<@Nullable Object[]> first = new ArrayDeque<>();
  private final boolean all;

  /** So many requests reading on takes at the least, until somebody does. */
  private long stillToCome;

  /** Reads so many rows, with the first of which the first page comes. */
  FirstPage(RowSource rows, int most, Execution execution) {
    this.rows = rows;
    this.budget = execution.budget();
    this.stillToCome = budget.lookAt(() -> look(most));
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

  /** The rows read. */
  List<@Nullable Object[]> seen() {
    return new ArrayList<>(first);
  }

  /** Whether there are no others. */
  boolean isAll() {
    return all;
  }

  /**
   * Whether customers without tags have an empty list, as these rows show if nothing else has.
   *
   * @param columns of the rows
   */
  boolean showsTags(CountReader reader, List<ColumnDef> columns) {
    if (reader.areTagsUnknown()) {
      reader.seeTags(seen(), columns.indexOf(CustomerColumns.TAGS_COLUMN));
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
