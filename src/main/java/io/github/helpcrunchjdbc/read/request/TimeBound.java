package io.github.helpcrunchjdbc.read.request;

import io.github.helpcrunchjdbc.search.Comparison;
import io.github.helpcrunchjdbc.search.Operator;
import io.github.helpcrunchjdbc.search.Search;
import io.github.helpcrunchjdbc.search.SearchFilter;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A search in the order of a time, taken apart: where it begins, and what else it asks for.
 *
 * @param rest the search without that bound
 * @param second at or behind which it begins; in a descending order, before which it begins
 */
public record TimeBound(Search rest, RowOrder order, long second) {
  private static final long MILLIS = 1000;

  /** The one bound that a search has where it begins, null if it has none or several. */
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

  /** Whether another bound is not in front of this one. */
  public boolean isAtOrBehind(long from) {
    return order.descending() ? second <= from : second >= from;
  }

  /** Whether a time in milliseconds is at or behind the bound. */
  public boolean admits(@Nullable Long millis) {
    return millis != null
        && (order.descending() ? millis < second * MILLIS : millis >= second * MILLIS);
  }

  /** The same beginning with the second of a time. */
  public TimeBound at(long millis) {
    long whole = Math.floorDiv(millis, MILLIS);
    return new TimeBound(rest, order, order.descending() ? whole + 1 : whole);
  }

  /** The same beginning with the second behind that of a time. */
  public TimeBound behind(long millis) {
    return at(order.descending() ? millis - MILLIS : millis + MILLIS);
  }

  /** The search from there on. */
  public Search search() {
    return rest.and(new SearchFilter(order.column(), operator(order), second));
  }
}
