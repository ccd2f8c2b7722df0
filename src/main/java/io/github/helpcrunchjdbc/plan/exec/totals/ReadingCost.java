package io.github.helpcrunchjdbc.plan.exec.totals;

import io.github.helpcrunchjdbc.plan.exec.scan.ScanContext;
import io.github.helpcrunchjdbc.read.request.ReadRequest;
import io.github.helpcrunchjdbc.read.request.SearchPart;
import io.github.helpcrunchjdbc.rows.Page;

/**
 * The cost of reading all rows of a request, by the totals that were seen of its searches.
 *
 * @param request what would be read
 */
public record ReadingCost(ScanContext scans, ReadRequest request) {
  /** Whether the totals of all searches were seen. */
  boolean isKnown() {
    return rows() != Page.UNKNOWN_TOTAL;
  }

  /** Returns how many rows the searches find, {@link Page#UNKNOWN_TOTAL} if that is unknown. */
  long rows() {
    long rows = 0;
    for (SearchPart part : request.parts()) {
      long total = scans.rows().knownTotal(part.search());
      if (total == Page.UNKNOWN_TOTAL) {
        return Page.UNKNOWN_TOTAL;
      }
      rows += total;
    }
    return rows;
  }

  /** Returns how many requests reading takes, 0 if that is not known. */
  long pages() {
    long rows = rows();
    return rows == Page.UNKNOWN_TOTAL ? 0 : scans.knowledge().estimator().pages((double) rows);
  }
}
