package io.github.helpcrunchjdbc.read.request;

import io.github.helpcrunchjdbc.search.ColumnDef;
import io.github.helpcrunchjdbc.search.SortOrder;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A page of the account's newest customers, read when somebody connected. Shows what values look
 * like and how many customers there were; it is not an answer to any query. Immutable.
 *
 * @param columns what a row holds, in that order: all columns that the service shows
 * @param rows at most 100, as in {@link io.github.helpcrunchjdbc.rows.Page}; nobody changes them
 * @param total how many customers there were, {@code Page.UNKNOWN_TOTAL} if the answer did not say
 * @param readAt when the request went out, on {@link System#nanoTime}'s clock
 */
public record AccountSample(
    List<ColumnDef> columns, List<@Nullable Object[]> rows, long total, long readAt) {
  public AccountSample {
    columns = List.copyOf(columns);
    rows = List.copyOf(rows);
  }

  /** When they came, null for who never did. */
  public List<@Nullable Long> times() {
    int index = columns.indexOf(SortOrder.STABLE.column());
    return index < 0 ? List.of() : rows.stream().map(row -> (Long) row[index]).toList();
  }
}
