package io.github.helpcrunchjdbc.plan.pushdown;

import io.github.helpcrunchjdbc.search.ColumnDef;

/** Facts about a service that no document states. Thread-safe. */
public interface Knowledge {
  /** Returns how the service compares the text of a field. */
  StringMatching matching(ColumnDef column);

  /**
   * Whether a query means the service's comparison of a column. The driver then can't evaluate the
   * predicate itself.
   */
  default boolean isServiceMeant(ColumnDef column) {
    return column.isSearchableText()
        && matching(column).meaning() == StringMatching.Meaning.SERVICE;
  }

  /** Whether the service shows fractions of seconds in the times of visits. */
  boolean showsFractions();

  /** Returns the clock on which times are shown and compared. */
  WallClock clock();

  /** Whether values that are unknown yet may lie in an hour that the clock shows twice. */
  boolean expectsRepeatedHours();

  /** Returns the estimator of what searches find and cost. */
  RequestEstimator estimator();

  /** Whether texts that are unknown yet may be empty. The service refuses empty texts. */
  boolean expectsEmptyTexts();

  /** Returns how many filters one search may carry. */
  int mostFilters();
}
