package io.github.helpcrunchjdbc.read.request;

import io.github.helpcrunchjdbc.search.ColumnDef;
import io.github.helpcrunchjdbc.search.SortOrder;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A page of the account's newest customers, read when a connection was made. It shows what values
 * look like and how many customers there were. It answers no query. Immutable.
 *
 * @param columns the columns of a row, in their order: all columns that the service shows
 * @param rows at most 100, as in {@link io.github.helpcrunchjdbc.rows.Page}; they are never changed
 * @param total how many customers there were, {@code Page.UNKNOWN_TOTAL} if the answer did not say
 * @param readAt when the request went out, on {@link System#nanoTime}'s clock
 */
public record AccountSample(
    List<ColumnDef> columns, List<@Nullable Object[]> rows, long total, long readAt) {
  public AccountSample {
    columns = List.copyOf(columns);
    rows = List.copyOf(rows);
  }

  /** Returns the customers' firstSeen; null for a customer who has never visited. */
  public List<@Nullable Long> times() {
    int index = columns.indexOf(SortOrder.STABLE.column());
    return index < 0 ? List.of() : rows.stream().map(row -> (Long) row[index]).toList();
  }
}
