package io.github.helpcrunchjdbc.read.paging;

import io.github.helpcrunchjdbc.learned.ServiceFact;
import io.github.helpcrunchjdbc.read.page.ReadContext;
import io.github.helpcrunchjdbc.read.request.RowDemand;
import io.github.helpcrunchjdbc.rows.Page;
import io.github.helpcrunchjdbc.search.PageRequest;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Sees whether a page that may only be shorter than asked for lacks somebody: then another than its
 * last row stands where its last row should. Not thread-safe.
 */
final class PageGaps {
  private final ReadContext reading;
  private final boolean isRange;
  private final boolean isWatched;

  /** A short page of so many rows was seen to have no gap. */
  private int gapless = Integer.MAX_VALUE;

  /**
   * Starts before the first page.
   *
   * @param demand how much will be read; who reads all sees at the end by the total who is missing
   * @param isRange whether it is a range of ids, whose gaps are seen by its total
   */
  PageGaps(ReadContext reading, RowDemand demand, boolean isRange) {
    this.reading = reading;
    this.isRange = isRange;
    this.isWatched = !isRange && (reading.isDistrustful() || demand.isBounded() || demand.stops());
  }

  /** Whether a page that its total goes beyond lacks somebody. */
  boolean isSeenBy(PageRequest request, Page page) {
    int count = page.rows().size();
    return isWatched
        && count > 0
        && count < Math.min(request.limit(), gapless)
        && request.offset() + count < page.total()
        && !reading.holds(ServiceFact.TOTALS_UNRELIABLE)
        && !isFollowed(request, page, false);
  }

  /** Whether a page that its total goes beyond lacks nobody, and others stand behind it. */
  boolean goesOn(PageRequest request, Page page) {
    return !isRange && (page.rows().size() >= gapless || isFollowed(request, page, true));
  }

  private boolean isFollowed(PageRequest request, Page page, boolean byOthers) {
    int count = page.rows().size();
    long last = reading.id(page.rows().get(count - 1));
    // Of two rows a service that gives fewer might give one.
    PageRequest around = new PageRequest(request.search(), request.offset() + count - 1, 4);
    List<@Nullable Object[]> rows = reading.page(around).rows();
    boolean isLast = !rows.isEmpty() && reading.id(rows.get(0)) == last;
    gapless = isLast ? Math.min(gapless, count) : gapless;
    return isLast && (!byOthers || rows.size() > 1);
  }
}
