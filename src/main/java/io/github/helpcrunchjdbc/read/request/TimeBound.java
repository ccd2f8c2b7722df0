package io.github.helpcrunchjdbc.read.request;

import io.github.helpcrunchjdbc.search.Comparison;
import io.github.helpcrunchjdbc.search.Operator;
import io.github.helpcrunchjdbc.search.Search;
import io.github.helpcrunchjdbc.search.SearchFilter;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A search in the order of a time, split into the filter where it begins and its other filters.
 *
 * @param rest the search without the bound
 * @param second the search begins at this second; in a descending order, just before it
 */
public record TimeBound(Search rest, RowOrder order, long second) {
  private static final long MILLIS = 1000;

  /** Returns the bound at which a search begins, null if it has none or several of them. */
  public static @Nullable TimeBound of(Search search, RowOrder order) {
    if (search.comparison() != Comparison.AND && search.filters().size() > 1) {
      return null;
    }
    Operator operator = operator(order);
    List<SearchFilter> others = new ArrayList<>(search.filters());
    others.removeIf(
        filter -> filter.column().equals(order.column()) && filter.operator() == operator);
    if (others.size() != search.filters().size() - 1) {
      return null;
    }
    for (SearchFilter filter : search.filters()) {
      if (!others.contains(filter) && filter.value() instanceof Long second) {
        return new TimeBound(search.withFilters(others, Comparison.AND), order, second);
      }
    }
    return null;
  }

  private static Operator operator(RowOrder order) {
    return order.descending() ? Operator.LT : Operator.GE;
  }

  /** Whether this bound is at {@code from} or comes after it in the order. */
  public boolean isAtOrBehind(long from) {
    return order.descending() ? second <= from : second >= from;
  }

  /** Whether a time in milliseconds is at the bound or comes after it in the order. */
  public boolean admits(@Nullable Long millis) {
    return millis != null
        && (order.descending() ? millis < second * MILLIS : millis >= second * MILLIS);
  }

  /** Returns a bound that begins with the second of a time. */
  public TimeBound at(long millis) {
    long whole = Math.floorDiv(millis, MILLIS);
    return new TimeBound(rest, order, order.descending() ? whole + 1 : whole);
  }

  /** Returns a bound that begins with the next second in the order after that of a time. */
  public TimeBound behind(long millis) {
    return at(order.descending() ? millis - MILLIS : millis + MILLIS);
  }

  /** Returns the search that begins at the bound. */
  public Search search() {
    return rest.and(new SearchFilter(order.column(), operator(order), second));
  }
}
