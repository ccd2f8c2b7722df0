package io.github.helpcrunchjdbc.plan.pushdown;

import io.github.helpcrunchjdbc.search.ColumnDef;

/**
 * Knowledge in which assumptions replace what is not known of a service.
 *
 * @param undecided how the service is assumed to compare fields for which that is unknown
 * @param fractions whether the service is assumed to show fractions of seconds if that is unknown
 */
public record AssumedKnowledge(Knowledge known, StringMatching undecided, boolean fractions)
    implements Knowledge {
  /** Assumes how the service compares those fields for which that is unknown. */
  public static Knowledge ofMatching(Knowledge known, StringMatching matching) {
    return new AssumedKnowledge(known, matching, false);
  }

  /** Assumes fractions of seconds: bounds of times then hold for whole seconds as well. */
  static Knowledge ofFractions(Knowledge known) {
    return new AssumedKnowledge(known, StringMatching.UNDECIDED, true);
  }

  @Override
  public StringMatching matching(ColumnDef column) {
    StringMatching matching = known.matching(column);
    return matching.meaning() == StringMatching.Meaning.SQL_UNDECIDED ? undecided : matching;
  }

  @Override
  public boolean showsFractions() {
    return fractions || known.showsFractions();
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
