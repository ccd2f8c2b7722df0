package io.github.helpcrunchjdbc.plan.exec.totals;

import io.github.helpcrunchjdbc.plan.exec.scan.ScanContext;
import io.github.helpcrunchjdbc.plan.pushdown.RequestEstimator;
import io.github.helpcrunchjdbc.plan.pushdown.SeenTotals;
import io.github.helpcrunchjdbc.read.request.ReadRequest;
import io.github.helpcrunchjdbc.read.request.SearchPart;

/**
 * What reading all rows of a request would cost, by the totals seen of its searches.
 *
 * @param request what would be read
 */
public record ReadingCost(ScanContext scans, ReadRequest request) {
  private RequestEstimator estimator() {
    return scans.knowledge().estimator();
  }

  /** Whether all the totals were seen. */
  boolean isKnown() {
    return rows() != SeenTotals.UNKNOWN;
  }

  /** How many rows the searches find, {@link SeenTotals#UNKNOWN} if that was not seen. */
  long rows() {
    long rows = 0;
    for (SearchPart part : request.parts()) {
      long total = scans.rows().knownTotal(part.search());
      if (total == SeenTotals.UNKNOWN) {
        return SeenTotals.UNKNOWN;
      }
      rows += total;
    }
    return rows;
  }

  /** How many requests reading takes, 0 if that is not known. */
  long pages() {
    long rows = rows();
    return rows == SeenTotals.UNKNOWN ? 0 : estimator().pages((double) rows);
  }
}
