package io.github.helpcrunchjdbc.search;

import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The order asked of the service. Where it puts customers without a value is not documented.
 *
 * @param column a sortable column
 */
public record SortOrder(ColumnDef column, boolean descending) {
  /**
   * The order that changes least while customers come, go and are seen. It is descending, so that
   * new customers stand at the front, where they push no customer out of the pages still to be
   * read.
   */
  public static final SortOrder STABLE = new SortOrder(CustomerColumns.FIRST_SEEN, true);

  public SortOrder {
    if (!column.isSortable()) {
      throw new IllegalArgumentException("the service can't sort by " + column.name());
    }
  }

  /** The same column in the opposite direction. */
  public SortOrder reversed() {
    return new SortOrder(column, !descending);
  }

  /** Whether the values of rows come in this order, but for those who have none. */
  public boolean isOrderOf(List<@Nullable Long> values) {
    List<Long> known = values.stream().filter(Objects::nonNull).toList();
    Comparator<Long> natural = Comparator.naturalOrder();
    return known.equals(known.stream().sorted(descending ? natural.reversed() : natural).toList());
  }
}
