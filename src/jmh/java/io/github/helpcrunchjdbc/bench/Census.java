package io.github.helpcrunchjdbc.bench;

import io.github.helpcrunchjdbc.testing.H2Judge;
import java.sql.SQLException;

/** Counts an account's customers, in H2, to reckon how many pages they fill. */
record Census(H2Judge judge) {
  private static final int PAGE = 100;

  /** Requests that it takes to have the rows of those customers: each gives a hundred at most. */
  long pages(String predicate) throws SQLException {
    return pages(count(predicate));
  }

  long count(String predicate) throws SQLException {
    return (Long) judge.query("SELECT COUNT(*) FROM customers WHERE " + predicate).column(0).get(0);
  }

  /** How many values a column has. */
  long values(String column) throws SQLException {
    return (Long)
        judge.query("SELECT COUNT(DISTINCT " + column + ") FROM customers").column(0).get(0);
  }

  /** Even that nobody is there has to be asked. */
  static long pages(long customers) {
    return Math.max(1, (customers + PAGE - 1) / PAGE);
  }
}
