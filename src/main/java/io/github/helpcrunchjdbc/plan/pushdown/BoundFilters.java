package io.github.helpcrunchjdbc.plan.pushdown;

import io.github.helpcrunchjdbc.search.SearchFilter;
import java.util.List;

/**
 * The filters of a predicate, once its operand has a value.
 *
 * @param filters all of which must match; none for ALWAYS and NEVER
 */
record BoundFilters(Truth truth, List<SearchFilter> filters) {
  enum Truth {
    /** The predicate holds for every customer, so no filter need be sent. */
    ALWAYS,
    /** The predicate holds for no customer, as a comparison with NULL does. */
    NEVER,
    /** The filters decide for which customers the predicate holds. */
    DEPENDS
  }

  static final BoundFilters ALWAYS = new BoundFilters(Truth.ALWAYS, List.of());
  static final BoundFilters NEVER = new BoundFilters(Truth.NEVER, List.of());

  static BoundFilters of(SearchFilter... filters) {
    return new BoundFilters(Truth.DEPENDS, List.of(filters));
  }
}
