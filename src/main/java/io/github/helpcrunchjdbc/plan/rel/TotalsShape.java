package io.github.helpcrunchjdbc.plan.rel;

import io.github.helpcrunchjdbc.plan.exec.RowsProgram;

/** What is asked of a scan in place of its rows. Its text is part of the digest of a plan. */
interface TotalsShape {
  /** Compiles it for the rows of a scan. */
  RowsProgram compile(CustomerScan scan);

  /** How many filters the widest of its searches has. */
  int widestSearch(CustomerScan scan);

  /** How many rows it is taken to give. */
  default double rows() {
    return 1;
  }

  /** The way that will be taken and what decides, for people. */
  String explain();
}
