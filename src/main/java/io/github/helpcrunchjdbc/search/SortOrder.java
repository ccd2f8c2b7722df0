package io.github.helpcrunchjdbc.search;

import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The order that a search asks the service for. The API's page does not say where customers without
 * a value come in that order.
 *
 * @param column a sortable column
 */
public record SortOrder(ColumnDef column, boolean descending) {
  /**
   * The order that changes least while customers come, go and visit. It is descending, so new
   * customers come first, where they push no customer out of the pages still to be read.
   */
  public static final SortOrder STABLE = new SortOrder(CustomerColumns.FIRST_SEEN, true);

  public SortOrder {
    if (!column.isSortable()) {
      throw new IllegalArgumentException("the service can't sort by " + column.name());
    }
  }

  /** Returns the same column in the opposite direction. */
  public SortOrder reversed() {
    return new SortOrder(column, !descending);
  }

  /** Whether values are in this order. Nulls are ignored. */
  public boolean isOrderOf(List<@Nullable Long> values) {
    List<Long> known = values.stream().filter(Objects::nonNull).toList();
    Comparator<Long> natural = Comparator.naturalOrder();
    return known.equals(known.stream().sorted(descending ? natural.reversed() : natural).toList());
  }
}
