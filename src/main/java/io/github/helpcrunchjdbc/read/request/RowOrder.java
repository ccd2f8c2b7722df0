package io.github.helpcrunchjdbc.read.request;

import io.github.helpcrunchjdbc.search.ColumnDef;
import io.github.helpcrunchjdbc.search.SortOrder;
import java.util.Comparator;
import org.jspecify.annotations.Nullable;

/**
 * The order in which rows are wanted, NULLs included.
 *
 * @param column a column that the service sorts by, or the id; its values are {@code Long}
 */
public record RowOrder(ColumnDef column, boolean descending, boolean nullsFirst) {
  /** Whether rows are wanted by id. The service does not sort by id. */
  public boolean isById() {
    return column.isId();
  }

  public SortOrder sort() {
    return new SortOrder(column, descending);
  }

  public RowOrder reversed() {
    return new RowOrder(column, !descending, !nullsFirst);
  }

  /** Returns a comparator of rows whose value of the column stands at {@code index}. */
  public Comparator<@Nullable Object[]> comparator(int index) {
    Comparator<Long> values = Comparator.naturalOrder();
    Comparator<Long> directed = descending ? values.reversed() : values;
    Comparator<@Nullable Long> all =
        nullsFirst ? Comparator.nullsFirst(directed) : Comparator.nullsLast(directed);
    return (left, right) -> all.compare((Long) left[index], (Long) right[index]);
  }
}
