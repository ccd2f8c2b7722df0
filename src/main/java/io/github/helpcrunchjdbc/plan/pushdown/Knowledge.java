package io.github.helpcrunchjdbc.plan.pushdown;

import io.github.helpcrunchjdbc.search.ColumnDef;

/** What is known of a service that no document settles. Thread-safe. */
public interface Knowledge {
  /** How the service compares the text of a field. */
  StringMatching matching(ColumnDef column);

  /**
   * Whether the service's comparison of a column is what the query means, so that the driver could
   * not evaluate the same predicate.
   */
  default boolean isServiceMeant(ColumnDef column) {
    return column.isSearchableText()
        && matching(column).meaning() == StringMatching.Meaning.SERVICE;
  }

  /** Whether the service shows fractions of seconds in the times of visits. */
  boolean showsFractions();

  /** The clock on whose face times are shown and compared. */
  WallClock clock();

  /** Whether values unknown so far may lie in an hour that the clock says twice. */
  boolean expectsRepeatedHours();

  /** Estimates what searches find and cost. */
  RequestEstimator estimator();

  /** Whether texts unknown so far may be empty ones, which the service refuses. */
  boolean expectsEmptyTexts();

  /** How many filters one search may carry. */
  int mostFilters();
}
