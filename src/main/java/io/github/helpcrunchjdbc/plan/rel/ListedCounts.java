package io.github.helpcrunchjdbc.plan.rel;

import io.github.helpcrunchjdbc.plan.exec.ListedCountsProgram;
import io.github.helpcrunchjdbc.plan.exec.RowsProgram;

/**
 * Counts of the rows of a scan that satisfy conditions, each in a row with its place among them.
 *
 * @param counts at least two
 * @param withEmpty whether counts of nobody are given too
 */
record ListedCounts(Counts counts, boolean withEmpty) implements TotalsShape {
  @Override
  public RowsProgram compile(CustomerScan scan) {
    return new ListedCountsProgram(counts.compile(scan), withEmpty);
  }

  @Override
  public int widestSearch(CustomerScan scan) {
    return counts.widestSearch(scan);
  }

  @Override
  public double rows() {
    return counts.conditions().size();
  }

  @Override
  public String explain() {
    return counts.explain();
  }
}
