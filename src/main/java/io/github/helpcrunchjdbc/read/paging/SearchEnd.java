package io.github.helpcrunchjdbc.read.paging;

import io.github.helpcrunchjdbc.learned.ServiceFact;
import io.github.helpcrunchjdbc.read.cache.CacheRecorder;
import io.github.helpcrunchjdbc.read.facts.ReadFacts;
import io.github.helpcrunchjdbc.read.page.ReadContext;
import io.github.helpcrunchjdbc.read.request.RowDemand;
import io.github.helpcrunchjdbc.rows.Page;
import io.github.helpcrunchjdbc.search.PageRequest;
import io.github.helpcrunchjdbc.search.Search;

/**
 * Decides where one search ends, by the totals and lengths of its pages. Either may mislead: a
 * total may be missing or an estimate, and a short page may only mean that the service's pages are
 * short. Not thread-safe.
 */
public final class SearchEnd {
  private static final long LEAST_CAP = 10_000;

  private final ReadContext reading;
  private final Search search;
  private long total = Page.UNKNOWN_TOTAL;
  private boolean lastWasShort;

  SearchEnd(ReadContext reading, Search search) {
    this.reading = reading;
    this.search = search;
  }

  /** Returns how many customers match in all, {@link Page#UNKNOWN_TOTAL} if it is not known. */
  long total() {
    return total;
  }

  /** Returns by how many the total has shrunk: negative if it has grown, 0 if that is not known. */
  long shrink(Page page) {
    return total == Page.UNKNOWN_TOTAL || page.total() == Page.UNKNOWN_TOTAL
        ? 0
        : total - page.total();
  }

  /** Takes the total of a page as that of the search. */
  void update(Page page) {
    total = page.total() == Page.UNKNOWN_TOTAL ? total : page.total();
  }

  boolean totalsUnreliable() {
    return total == Page.UNKNOWN_TOTAL || reading.holds(ServiceFact.TOTALS_UNRELIABLE);
  }

  /**
   * Whether an empty page is no sign that customers were deleted: the last total ends before it,
   * its own total contradicts it, or totals can't be trusted.
   */
  boolean explainsEmptyPage(PageRequest request, Page empty) {
    return empty.total() > request.offset() || totalsUnreliable() || total <= request.offset();
  }

  /**
   * Checks the statement's budget before the first page. It notes how many requests will be needed
   * if the total was seen recently and the reading can't be ended because of what the first page
   * shows.
   */
  void checkBudget(boolean started, long start, RowDemand demand) {
    long known = reading.facts().freshTotal(search);
    boolean isToTell =
        !started && !reading.mayEnd() && !reading.hasPagesAtHand() && reading.observer() == null;
    if (isToTell && known != Page.UNKNOWN_TOTAL && !demand.stopsAtRow()) {
      expect(pages(needed(known - start, demand)), 0);
    }
  }

  private void expect(long requests, int came) {
    boolean isAll = search.filters().isEmpty();
    if (isAll && reading.recorder() == CacheRecorder.NONE) {
      reading.execution().budget().expectAll(requests, came);
    } else {
      reading.execution().budget().expectAtLeast(requests, isAll);
    }
  }

  /** Notes after the first page how many requests are still to come, if the total tells. */
  void expectRest(Page page, long start, RowDemand demand) {
    if (page.total() == Page.UNKNOWN_TOTAL
        || demand.stopsAtRow()
        || reading.mayEnd()
        || reading.isReplay()) {
      return;
    }
    long toCome = pages(needed(page.total() - start, demand) - page.rows().size());
    long toSend = toCome - atHand(start + page.rows().size(), toCome);
    if (!demand.isUncertain()) {
      reading.execution().budget().expectPages(toCome);
    }
    expect(toSend, 1);
  }

  /** Returns how many of the next pages are at hand: those before the first one that is not. */
  private long atHand(long offset, long pages) {
    int size = reading.pageSize();
    long found = 0;
    while (found < pages
        && reading.source().isAtHand(new PageRequest(search, offset + found * size, size))) {
      found++;
    }
    return found;
  }

  /**
   * Returns how many rows are to be read. If it is not certain how many, it is the least number
   * wanted, or all there are.
   */
  private static long needed(long found, RowDemand demand) {
    return Math.min(
        found,
        demand.isUncertain() ? demand.firstPage() : Math.min(demand.most(), demand.enoughRows()));
  }

  private long pages(long rows) {
    return Math.max(0, (rows + reading.pageSize() - 1) / reading.pageSize());
  }

  /**
   * Learns from a page whether its total can be trusted.
   *
   * @param isNext whether the page begins right after the rows read
   * @param come how many customers have come with this page, skipped ones included
   */
  void learn(PageRequest request, Page page, boolean isNext, long come) {
    update(page);
    if (page.total() == Page.UNKNOWN_TOTAL) {
      return;
    }
    ReadFacts facts = reading.facts();
    if (!reading.isReplay()) {
      // A page from the cache does not tell how many customers there are now.
      facts.learnTotal(search, total);
    }
    int count = page.rows().size();
    // Rows beyond the limit may belong to another page.
    long end = request.offset() + Math.min(count, request.limit());
    // A page from the cache may be the beginning of the page that was counted.
    if (total > count && total >= end && !reading.hasPagesAtHand()) {
      facts.learnTotalsBeyondPages();
    }
    // If several offsets give the same rows, rows beyond the total are no further customers.
    if (count > 0 && end > total && come > total) {
      reading.note(ServiceFact.TOTALS_UNRELIABLE, "rows up to " + end + " of a total of " + total);
    } else if (end == total && isNext && count < request.limit() && isEvidence(total)) {
      facts.learnTotalsSeenRight();
    }
  }

  /**
   * Whether a page of {@code count} rows was the last one.
   *
   * @param fresh how many of the rows were new
   */
  boolean isReached(PageRequest request, int count, int fresh) {
    ReadFacts facts = reading.facts();
    boolean isShort = count < request.limit();
    boolean wasShort = lastWasShort;
    lastWasShort = isShort;
    long position = request.offset() + count;
    if (count == 0 || (isShort && fresh == 0 && totalsUnreliable())) {
      if (wasShort) {
        facts.learnShortPageIsLast();
      }
      return true;
    }
    if (wasShort && fresh > 0) {
      facts.learnShortPageGoesOn();
    }
    if (total != Page.UNKNOWN_TOTAL && position >= total) {
      return isShort || (position == total && isBelieved(request.offset() == 0));
    }
    boolean isSurelyLast = facts.isSurelyLast(count, request.limit());
    if (totalsUnreliable()) {
      return isSurelyLast || (isShort && facts.isShortPageLast());
    }
    return isSurelyLast;
  }

  /** Whether a page shows that the service gives fewer rows on a page than requested. */
  boolean isCut(PageRequest request, int count) {
    return count < request.limit() && !totalsUnreliable() && request.offset() + count < total;
  }

  /**
   * Whether the total alone shows that a full page was the last one.
   *
   * @param isFirst whether it was the first page; some services count that page alone
   */
  private boolean isBelieved(boolean isFirst) {
    ReadFacts facts = reading.facts();
    return (!isFirst || facts.areTotalsBeyondPages() || total >= search.mostFound())
        && !reading.holds(ServiceFact.TOTALS_UNRELIABLE)
        && !isLikelyCapped(total)
        && (!reading.isStrict() || facts.areTotalsSeenRight());
  }

  /** Whether a right total shows that other totals are right. An estimate of 0 proves nothing. */
  public static boolean isEvidence(long total) {
    return total > 0 && !isLikelyCapped(total);
  }

  /** Whether a total may be an estimate of {@code customers} customers. */
  static boolean isEstimateOf(long total, long customers) {
    return total <= customers + customers / 5 + 5;
  }

  /**
   * Whether a total is more likely a limit at which the service stops counting than the number of
   * customers. Search engines stop at 10,000 or the like.
   */
  public static boolean isLikelyCapped(long total) {
    long rest = total;
    while (rest > 0 && rest % 10 == 0) {
      rest /= 10;
    }
    return total >= LEAST_CAP && rest == 1;
  }
}
