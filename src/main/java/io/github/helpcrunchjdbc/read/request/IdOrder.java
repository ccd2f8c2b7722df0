package io.github.helpcrunchjdbc.read.request;

import io.github.helpcrunchjdbc.search.Comparison;
import io.github.helpcrunchjdbc.search.CustomerColumns;
import io.github.helpcrunchjdbc.search.Operator;
import io.github.helpcrunchjdbc.search.Search;
import io.github.helpcrunchjdbc.search.SearchFilter;
import io.github.helpcrunchjdbc.search.SortOrder;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Ids as places on a line that is gone along: the places of descending ids are their negatives, so
 * that whoever goes along need not know the direction.
 */
public record IdOrder(boolean descending) {
  public long place(long id) {
    return descending ? -id : id;
  }

  /** The place behind which a search begins, by its own filters; null if none bounds it. */
  public @Nullable Long start(Search search) {
    Long start = null;
    for (SearchFilter filter : search.filters()) {
      if (isStart(filter)) {
        long place = place((Long) filter.value());
        start = start == null ? (Long) place : (Long) Math.max(start, place);
      }
    }
    return start;
  }

  /** A search without the filters that {@link #start} tells of, and without a sort. */
  public Search withoutStart(Search search) {
    List<SearchFilter> filters = new ArrayList<>(search.filters());
    filters.removeIf(this::isStart);
    return search.withFilters(filters, Comparison.AND).withSort(null);
  }

  private boolean isStart(SearchFilter filter) {
    return filter.column().equals(CustomerColumns.ID)
        && filter.operator() == (descending ? Operator.LT : Operator.GT);
  }

  /**
   * The customers of a search in a window of places.
   *
   * @param after the place behind which it begins, null for no bound
   * @param last its last place, null for no bound
   */
  public Search window(Search search, @Nullable Long after, @Nullable Long last) {
    IdRange range =
        descending
            ? new IdRange(
                last == null ? null : (Long) (-last - 1),
                after == null ? null : (Long) (-after - 1))
            : new IdRange(after, last);
    return range.of(search);
  }

  /** The sort whose first rows are likelier than others to have the first ids. */
  public SortOrder likely() {
    return new SortOrder(CustomerColumns.FIRST_SEEN, descending);
  }
}
