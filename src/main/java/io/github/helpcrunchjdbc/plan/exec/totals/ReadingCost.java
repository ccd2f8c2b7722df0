package io.github.helpcrunchjdbc.plan.exec.totals;

import io.github.helpcrunchjdbc.plan.exec.scan.ScanContext;
import io.github.helpcrunchjdbc.read.request.ReadRequest;
import io.github.helpcrunchjdbc.read.request.SearchPart;
import io.github.helpcrunchjdbc.rows.Page;

/**
 * What reading all rows of a request would cost, by the totals seen of its searches.
 *
 * @param request what would be read
 */
public record ReadingCost(ScanContext scans, ReadRequest request) {
  /** Whether all the totals were seen. */
  boolean isKnown() {
    return rows() != Page.UNKNOWN_TOTAL;
  }

  /** How many rows the searches find, {@link Page#UNKNOWN_TOTAL} if that was not seen. */
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

  /** How many requests reading takes, 0 if that is not known. */
  long pages() {
    long rows = rows();
    return rows == Page.UNKNOWN_TOTAL ? 0 : scans.knowledge().estimator().pages((double) rows);
  }
}
