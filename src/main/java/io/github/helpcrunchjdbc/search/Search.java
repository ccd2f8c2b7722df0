package io.github.helpcrunchjdbc.search;

import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * One search as the service takes it, without offset and limit. Immutable.
 *
 * @param filters the filters; {@code comparison} says whether a customer must match all or any of
 *     them; empty for all customers
 * @param sort null for the service's default order
 */
public record Search(List<SearchFilter> filters, Comparison comparison, @Nullable SortOrder sort) {
  public static final Search ALL = new Search(List.of(), Comparison.AND, null);

  public Search {
    filters = List.copyOf(filters);
  }

  /** Returns a search for the customer with one id. */
  public static Search ofId(long id) {
    return ALL.and(new SearchFilter(CustomerColumns.ID, Operator.EQ, id));
  }

  public Search withSort(@Nullable SortOrder newSort) {
    return new Search(filters, comparison, newSort);
  }

  /** Whether a customer must match all filters, so that more filters can be added. */
  public boolean isConjunction() {
    return comparison == Comparison.AND || filters.size() <= 1;
  }

  /**
   * Returns a copy of this search with more filters. This search must be a {@linkplain
   * #isConjunction() conjunction}.
   */
  public Search and(SearchFilter... more) {
    return withFilters(Stream.concat(filters.stream(), Stream.of(more)).toList(), Comparison.AND);
  }

  public Search withFilters(List<SearchFilter> newFilters, Comparison newComparison) {
    return new Search(newFilters, newComparison, sort);
  }

  /**
   * Whether the other search finds the same customers in the same order. The order of the filters
   * does not matter.
   */
  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof Search search
        && filters.size() == search.filters.size()
        && (filters.equals(search.filters)
            || (filters.containsAll(search.filters) && search.filters.containsAll(filters)))
        && (comparison == search.comparison || filters.size() <= 1)
        && Objects.equals(sort, search.sort);
  }

  @Override
  public int hashCode() {
    int least = Integer.MAX_VALUE;
    int greatest = Integer.MIN_VALUE;
    for (SearchFilter filter : filters) {
      least = Math.min(least, filter.hashCode());
      greatest = Math.max(greatest, filter.hashCode());
    }
    return Objects.hash(filters.size(), least, greatest, sort);
  }

  /**
   * Returns how many customers the search can find at most, judged by the ids in its filters;
   * {@code Long.MAX_VALUE} if its filters name no ids or do not bound it.
   */
  public long mostFound() {
    if (comparison == Comparison.AND) {
      return filters.stream().anyMatch(Search::isOneId) ? 1 : Long.MAX_VALUE;
    }
    return !filters.isEmpty() && filters.stream().allMatch(Search::isOneId)
        ? filters.size()
        : Long.MAX_VALUE;
  }

  private static boolean isOneId(SearchFilter filter) {
    return filter.column().isId() && filter.operator() == Operator.EQ;
  }
}
