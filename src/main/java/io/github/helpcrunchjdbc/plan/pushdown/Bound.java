package io.github.helpcrunchjdbc.plan.pushdown;

import io.github.helpcrunchjdbc.search.SearchFilter;
import java.util.List;

/**
 * What a predicate turns out to be once its operand has a value.
 *
 * @param filters all of which must match; none for ALWAYS and NEVER
 */
record Bound(Truth truth, List<SearchFilter> filters) {
  enum Truth {
    /** It holds for every customer, so nothing needs to be sent. */
    ALWAYS,
    /** It holds for no customer, such as a comparison with NULL. */
    NEVER,
    /** The filters decide. */
    DEPENDS
  }

  static final Bound ALWAYS = new Bound(Truth.ALWAYS, List.of());
  static final Bound NEVER = new Bound(Truth.NEVER, List.of());

  static Bound of(SearchFilter... filters) {
    return new Bound(Truth.DEPENDS, List.of(filters));
  }
}
