package io.github.helpcrunchjdbc.plan.pushdown;

import io.github.helpcrunchjdbc.search.ColumnDef;

/**
 * What would be known of a service if what is not known of it turned out to be so.
 *
 * @param undecided how fields are compared of which that is not decided
 * @param fractions whether the service is taken to show fractions of seconds, if it is not known to
 */
public record Supposition(Knowledge known, StringMatching undecided, boolean fractions)
    implements Knowledge {
  /** Fields are compared so of which that is not decided. */
  public static Knowledge ofMatching(Knowledge known, StringMatching matching) {
    return new Supposition(known, matching, false);
  }

  /** Bounds of times hold for whole seconds as for fractions, whichever the service shows. */
  static Knowledge ofFractions(Knowledge known) {
    return new Supposition(known, StringMatching.UNDECIDED, true);
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
