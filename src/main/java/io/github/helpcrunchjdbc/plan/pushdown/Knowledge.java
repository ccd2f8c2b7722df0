package io.github.helpcrunchjdbc.plan.pushdown;

import io.github.helpcrunchjdbc.search.Column;

/** What is known of a service that no document settles. Thread-safe. */
public interface Knowledge {
  /** How the service compares the text of a field. */
  StringMatching matching(Column column);

  /** How many filters one search may carry. */
  int mostFilters();
}
