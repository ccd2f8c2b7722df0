package io.github.helpcrunchjdbc.plan.knowledge;

import io.github.helpcrunchjdbc.error.ErrorCode;
import io.github.helpcrunchjdbc.error.HelpCrunchException;
import io.github.helpcrunchjdbc.execution.Execution;
import io.github.helpcrunchjdbc.read.source.PageSource;
import io.github.helpcrunchjdbc.rows.PageDecoder;
import io.github.helpcrunchjdbc.search.Comparison;
import io.github.helpcrunchjdbc.search.CustomerColumns;
import io.github.helpcrunchjdbc.search.Operator;
import io.github.helpcrunchjdbc.search.PageRequest;
import io.github.helpcrunchjdbc.search.Search;
import io.github.helpcrunchjdbc.search.SearchFilter;
import java.util.Collections;
import java.util.List;

/** Finds out by one request whether a search was refused for the number of its filters. */
record FilterBoundProbe(PageSource pages) {
  private static final SearchFilter ANYBODY = new SearchFilter(CustomerColumns.ID, Operator.GE, 0L);

  /** Whether the service refuses so many filters also where each finds every customer. */
  boolean isRefused(int filters, Execution execution) {
    Search search = Search.ALL.withFilters(Collections.nCopies(filters, ANYBODY), Comparison.AND);
    try {
      execution.budget().checkRequest();
      pages.search(
          new PageRequest(search, 0, 1), new PageDecoder(List.of(CustomerColumns.ID)), execution);
      return false;
    } catch (HelpCrunchException e) {
      if (e.code() == ErrorCode.OVER_BUDGET) {
        return false;
      } else if (e.code() == ErrorCode.SEARCH_REFUSED) {
        return true;
      }
      throw e;
    }
  }
}
