package io.github.helpcrunchjdbc.plan.pushdown;

import io.github.helpcrunchjdbc.search.Comparison;
import io.github.helpcrunchjdbc.search.Operator;
import io.github.helpcrunchjdbc.search.Search;
import io.github.helpcrunchjdbc.search.SearchFilter;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Makes the search of a branch once the values of its operands are known. */
public final class BranchBinder {
  private BranchBinder() {}

  /**
   * Returns the search of {@code branch}.
   *
   * @param values one for each leaf
   * @param clock the clock on which times among the values are
   * @return null if no customer can satisfy the branch, so that no search need be sent
   */
  public static @Nullable Search bind(
      Branch branch, List<? extends @Nullable Object> values, WallClock clock) {
    List<BoundFilters> bounds = new ArrayList<>();
    for (int i = 0; i < values.size(); i++) {
      bounds.add(branch.leaves().get(i).bind(values.get(i), clock));
    }
    return branch.comparison() == Comparison.AND ? all(bounds) : any(bounds);
  }

  /**
   * Splits a search with OR that has more filters than a search may carry.
   *
   * @param most how many filters a search may carry
   */
  public static List<Search> split(Search search, int most) {
    if (search.comparison() == Comparison.AND) {
      return List.of(search);
    }
    List<Search> parts = new ArrayList<>();
    for (int from = 0; from < search.filters().size(); from += most) {
      int to = Math.min(from + most, search.filters().size());
      parts.add(search.withFilters(search.filters().subList(from, to), Comparison.OR));
    }
    return parts;
  }

  /** Whether a value makes filters that find too much, though the plan does not check the rows. */
  public static boolean isDoubtful(
      Branch branch, List<? extends @Nullable Object> values, WallClock clock) {
    for (int i = 0; i < values.size(); i++) {
      if (branch.leaves().get(i).isDoubtful(values.get(i), clock)) {
        return true;
      }
    }
    return false;
  }

  private static @Nullable Search all(List<BoundFilters> bounds) {
    List<SearchFilter> filters = new ArrayList<>();
    for (BoundFilters bound : bounds) {
      if (bound.truth() == BoundFilters.Truth.NEVER) {
        return null;
      }
      bound.filters().forEach(filter -> addOnce(filters, filter));
    }
    return Search.ALL.withFilters(filters, Comparison.AND);
  }

  private static void addOnce(List<SearchFilter> filters, SearchFilter filter) {
    if (filter.column().isSearchableTags()) {
      for (int i = 0; i < filters.size(); i++) {
        if (filters.get(i).column().equals(filter.column())) {
          filters.set(i, withTags(filters.get(i), filter));
          return;
        }
      }
    }
    if (!filters.contains(filter)) {
      filters.add(filter);
    }
  }

  /** Joins two filters: one with several names finds the customers who have all these tags. */
  private static SearchFilter withTags(SearchFilter one, SearchFilter other) {
    List<Object> names = new ArrayList<>((List<?>) one.value());
    for (Object name : (List<?>) other.value()) {
      if (!names.contains(name)) {
        names.add(name);
      }
    }
    return new SearchFilter(one.column(), Operator.EQ, List.copyOf(names));
  }

  private static @Nullable Search any(List<BoundFilters> bounds) {
    List<SearchFilter> filters = new ArrayList<>();
    for (BoundFilters bound : bounds) {
      if (bound.truth() == BoundFilters.Truth.ALWAYS) {
        return Search.ALL;
      }
      for (SearchFilter filter : bound.filters()) {
        if (!filters.contains(filter)) {
          filters.add(filter);
        }
      }
    }
    return filters.isEmpty() ? null : Search.ALL.withFilters(filters, Comparison.OR);
  }
}
