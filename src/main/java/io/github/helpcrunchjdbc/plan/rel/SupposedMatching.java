package io.github.helpcrunchjdbc.plan.rel;

import io.github.helpcrunchjdbc.plan.pushdown.Knowledge;
import io.github.helpcrunchjdbc.plan.pushdown.RequestEstimator;
import io.github.helpcrunchjdbc.plan.pushdown.StringMatching;
import io.github.helpcrunchjdbc.plan.pushdown.WallClock;
import io.github.helpcrunchjdbc.search.ColumnDef;

/**
 * What would be known of a service if what is undecided of its comparisons turned out to be so.
 *
 * @param supposed how fields are compared of which that is not known
 */
record SupposedMatching(Knowledge known, StringMatching supposed) implements Knowledge {
  @Override
  public StringMatching matching(ColumnDef column) {
    StringMatching matching = known.matching(column);
    return matching.meaning() == StringMatching.Meaning.SQL_UNDECIDED ? supposed : matching;
  }

  @Override
  public boolean showsFractions() {
    return known.showsFractions();
  }

  @Override
  public WallClock clock() {
    return known.clock();
  }

  @Override
  public boolean expectsRepeatedHours() {
    return known.expectsRepeatedHours();
  }

  @Override
  public RequestEstimator estimator() {
    return known.estimator();
  }

  @Override
  public boolean expectsEmptyTexts() {
    return known.expectsEmptyTexts();
  }

  @Override
  public int mostFilters() {
    return known.mostFilters();
  }
}
