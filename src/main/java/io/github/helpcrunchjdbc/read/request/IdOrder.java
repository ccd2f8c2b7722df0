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
 * Maps ids to places, which always ascend: the place of an id in descending order is its negative.
 * Readers that go along the ids then need not know the direction.
 */
public record IdOrder(boolean descending) {
  public long place(long id) {
    return descending ? -id : id;
  }

  /** Returns the place after which a search begins by its own filters, null if there is none. */
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

  /** Returns a search without the filters that {@link #start} uses, and without a sort. */
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
   * Returns a search for the customers of a search in a window of places.
   *
   * @param after the place just before the window, null for no bound
   * @param last the last place of the window, null for no bound
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

  /** Returns the sort whose first rows most likely have the first ids. */
  public SortOrder likely() {
    return new SortOrder(CustomerColumns.FIRST_SEEN, descending);
  }
}
