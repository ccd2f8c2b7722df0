package io.github.helpcrunchjdbc.read.paging;

import io.github.helpcrunchjdbc.learned.ServiceFact;
import io.github.helpcrunchjdbc.read.page.ReadContext;
import io.github.helpcrunchjdbc.read.request.RowDemand;
import io.github.helpcrunchjdbc.rows.Page;
import io.github.helpcrunchjdbc.search.PageRequest;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Sees whether a page that may only be shorter than asked for lacks somebody: then the row behind
 * it by its length is one of its own. Not thread-safe.
 */
final class PageGaps {
  private final ReadContext reading;
  private final SearchEnd end;
  private final boolean isRange;
  private final boolean isWhole;

  /** A short page of so many rows was seen to have no gap. */
  private int gapless = Integer.MAX_VALUE;

  private List<Long> lastIds = List.of();
  private @Nullable PageRequest last;

  /**
   * Starts before the first page.
   *
   * @param demand how much will be read; who reads all sees at the end by the total who is missing
   * @param isRange whether it is a range of ids, whose gaps are seen by its total
   */
  PageGaps(ReadContext reading, SearchEnd end, RowDemand demand, boolean isRange) {
    this.reading = reading;
    this.end = end;
    this.isRange = isRange;
    this.isWhole = !demand.isBounded() && !demand.stops();
  }

  /** Whether a page shows a gap: in strict its own, for a request, else that of the page before. */
  boolean isSeenBy(PageRequest request, Page page) {
    if (isRange || reading.holds(ServiceFact.TOTALS_UNRELIABLE)) {
      return false;
    }
    return reading.isDistrustful() ? hasGap(request, page) : goesBack(request, page);
  }

  private boolean hasGap(PageRequest request, Page page) {
    int count = page.rows().size();
    long behind = request.offset() + count;
    if (count >= Math.min(request.limit(), gapless) || behind >= page.total()) {
      return false;
    }
    List<Long> ids = page.rows().stream().map(reading::id).toList();
    boolean isGap =
        reading.page(new PageRequest(request.search(), behind, 1)).rows().stream()
            .anyMatch(row -> ids.contains(reading.id(row)));
    gapless = isGap ? gapless : count;
    return isGap;
  }

  /**
   * Whether a page begins with an earlier row of the one before it than its offset says. Where that
   * is because a customer has come in, the total differs as well.
   */
  private boolean goesBack(PageRequest request, Page page) {
    int before = lastIds.size();
    if (last == null || isWhole || before >= last.limit() || page.rows().isEmpty()) {
      return false;
    }
    int place = lastIds.indexOf(reading.id(page.rows().get(0)));
    boolean isEarlier = place >= 0 && place < request.offset() - last.offset();
    boolean isGap = isEarlier && before < gapless && page.total() == end.total();
    gapless = isEarlier ? gapless : before;
    return isGap;
  }

  /** Takes a page that was read. */
  void moveOn(PageRequest request, List<Long> ids) {
    last = request;
    lastIds = ids;
  }
}
