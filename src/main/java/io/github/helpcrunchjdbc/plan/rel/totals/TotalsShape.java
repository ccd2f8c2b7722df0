package io.github.helpcrunchjdbc.plan.rel.totals;

import io.github.helpcrunchjdbc.plan.exec.operator.RowsProgram;
import io.github.helpcrunchjdbc.plan.exec.scan.SharedScan;
import io.github.helpcrunchjdbc.plan.rel.scan.CustomerScan;

/** What is asked of a scan in place of its rows. Its text is part of the digest of a plan. */
public interface TotalsShape {
  /** Compiles it for the rows of a scan. */
  RowsProgram compile(CustomerScan scan);

  /**
   * The same, reading rows together with other places of the plan where it reads them from the
   * first on, and going over rows that another place has read.
   */
  default RowsProgram compile(CustomerScan scan, SharedScan shared) {
    return compile(scan);
  }

  /** Whether it goes over rows that another place of the plan has read. */
  default boolean usesRowsAtHand() {
    return readsFromFirst();
  }

  /** Whether it reads rows from the first on. */
  default boolean readsFromFirst() {
    return false;
  }

  /** How many filters the widest search has that it adds to that of the scan. */
  default int widestSearch(CustomerScan scan) {
    return 0;
  }

  /** How many rows it is taken to give. */
  default double rows() {
    return 1;
  }

  /** Whether the driver may read rows for it after all. */
  default boolean mayReadRows() {
    return true;
  }

  /** The way that will be taken and what decides, for people. */
  String explain();
}
