package io.github.helpcrunchjdbc.plan.pushdown;

import io.github.helpcrunchjdbc.rows.Page;
import io.github.helpcrunchjdbc.search.Search;

/** The totals that answers of an account have shown lately. Thread-safe. */
public interface SeenTotals {
  /** An account of which nothing was seen. */
  SeenTotals NONE = search -> Page.UNKNOWN_TOTAL;

  /**
   * How many customers a search found when last seen, {@link Page#UNKNOWN_TOTAL} if that was never
   * seen.
   */
  long of(Search search);

  /**
   * How many customers the account had when last seen, {@link Page#UNKNOWN_TOTAL} if that was never
   * seen.
   */
  default long customers() {
    return of(Search.ALL);
  }
}
