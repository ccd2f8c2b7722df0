package io.github.helpcrunchjdbc.read.paging;

import io.github.helpcrunchjdbc.learned.ServiceFact;
import io.github.helpcrunchjdbc.read.page.ReadContext;
import io.github.helpcrunchjdbc.read.request.RowDemand;
import io.github.helpcrunchjdbc.rows.Page;
import io.github.helpcrunchjdbc.search.PageRequest;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Checks whether customers are missing within a page with fewer rows than asked for: then the
 * page's last row is not the row at its offset. Not thread-safe.
 */
final class PageGaps {
  private final ReadContext reading;
  private final boolean isRange;
  private final boolean isWatched;

  /** The length of the shortest page that was seen to have no gap. */
  private int gapless = Integer.MAX_VALUE;

  /**
   * Starts before the first page.
   *
   * @param demand how much will be read; a reading of all rows sees missing customers by the total
   *     at its end
   * @param isRange whether a range of ids is read, whose gaps its total shows
   */
  PageGaps(ReadContext reading, RowDemand demand, boolean isRange) {
    this.reading = reading;
    this.isRange = isRange;
    this.isWatched = !isRange && (reading.isStrict() || demand.isBounded() || demand.stopsAtRow());
  }

  /** Whether a page that ends before its total has gaps. */
  boolean isSeenBy(PageRequest request, Page page) {
    int count = page.rows().size();
    return isWatched
        && count > 0
        && count < Math.min(request.limit(), gapless)
        && request.offset() + count < page.total()
        && !reading.holds(ServiceFact.TOTALS_UNRELIABLE)
        && !isFollowed(request, page, false);
  }

  /** Whether a page that ends before its total has no gaps, and other rows come after it. */
  boolean continuesWithoutGap(PageRequest request, Page page) {
    return !isRange && (page.rows().size() >= gapless || isFollowed(request, page, true));
  }

  private boolean isFollowed(PageRequest request, Page page, boolean byOthers) {
    int count = page.rows().size();
    long last = reading.id(page.rows().get(count - 1));
    // If two rows were requested, a service with short pages might give one.
    PageRequest around = new PageRequest(request.search(), request.offset() + count - 1, 4);
    List<@Nullable Object[]> rows = reading.page(around).rows();
    boolean isLast = !rows.isEmpty() && reading.id(rows.get(0)) == last;
    gapless = isLast ? Math.min(gapless, count) : gapless;
    return isLast && (!byOthers || rows.size() > 1);
  }
}
