package io.github.helpcrunchjdbc.search;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One search as the service takes it, but for the page: immutable.
 *
 * @param filters all or any of which must match, by {@code comparison}; empty for all customers
 * @param sort null for the service's default order
 */
public record Search(List<SearchFilter> filters, Comparison comparison, @Nullable SortOrder sort) {
  public static final Search ALL = new Search(List.of(), Comparison.AND, null);

  public Search {
    filters = List.copyOf(filters);
  }

  public Search withSort(@Nullable SortOrder newSort) {
    return new Search(filters, comparison, newSort);
  }

  public Search withFilters(List<SearchFilter> newFilters, Comparison newComparison) {
    return new Search(newFilters, newComparison, sort);
  }
}
