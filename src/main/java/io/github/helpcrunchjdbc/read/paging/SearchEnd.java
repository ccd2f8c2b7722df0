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
 * Where one search ends, as its pages' totals and lengths tell. Either may be wrong: a total may be
 * missing or an estimate, and a short page may only mean that the service gives less at a time. Not
 * thread-safe.
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

  /** How many customers match in all, {@link Page#UNKNOWN_TOTAL} if the service did not say. */
  long total() {
    return total;
  }

  /** By how many the total has shrunk, negative if it has grown, zero if that is not known. */
  long shrink(Page page) {
    return total == Page.UNKNOWN_TOTAL || page.total() == Page.UNKNOWN_TOTAL
        ? 0
        : total - page.total();
  }

  /** Takes a page's total for the search's. */
  void update(Page page) {
    total = page.total() == Page.UNKNOWN_TOTAL ? total : page.total();
  }

  boolean totalsUnreliable() {
    return total == Page.UNKNOWN_TOTAL || reading.holds(ServiceFact.TOTALS_UNRELIABLE);
  }

  /** Whether it was to be expected that a page is empty. */
  boolean isBeyond(PageRequest request, Page empty) {
    return empty.total() > request.offset() || totalsUnreliable() || total <= request.offset();
  }

  /**
   * Looks at the statement's budget before the first page: tells how many will be needed, if the
   * total was seen lately and nobody may end the reading for what the page shows.
   */
  void checkBudget(boolean started, long start, RowDemand demand) {
    long known = reading.facts().freshTotal(search);
    boolean isToTell =
        !started && !reading.mayEnd() && !reading.hasPagesAtHand() && reading.observer() == null;
    if (isToTell && known != Page.UNKNOWN_TOTAL && !demand.stops()) {
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

  /** Says after the first page how many requests are still to come, where the total tells. */
  void expectRest(Page page, long start, RowDemand demand) {
    if (page.total() == Page.UNKNOWN_TOTAL
        || demand.stops()
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

  /**
   * How many of so many pages from an offset on are in memory: those before the first that is not.
   */
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
   * Rows to be read: if it is not certain how many, those wanted at the least, or all there are.
   */
  private static long needed(long found, RowDemand demand) {
    return Math.min(
        found,
        demand.isUncertain() ? demand.firstPage() : Math.min(demand.most(), demand.enough()));
  }

  private long pages(long rows) {
    return Math.max(0, (rows + reading.pageSize() - 1) / reading.pageSize());
  }

  /**
   * Learns from a page what its total is worth.
   *
   * @param isNext whether the page begins right behind the rows read
   * @param come how many customers have come with it, and those whom the offset leaves out
   */
  void learn(PageRequest request, Page page, boolean isNext, long come) {
    update(page);
    if (page.total() == Page.UNKNOWN_TOTAL) {
      return;
    }
    ReadFacts facts = reading.facts();
    if (!reading.isReplay()) {
      // A page from memory does not tell how many there are now.
      facts.learnTotal(search, total);
    }
    int count = page.rows().size();
    // What is beyond the limit may be rows of another page.
    long end = request.offset() + Math.min(count, request.limit());
    // A page from memory may be the beginning of the one that was counted.
    if (total > count && total >= end && !reading.hasPagesAtHand()) {
      facts.learnTotalsBeyondPages();
    }
    // Where the same rows come for several offsets, rows behind the total are no more customers.
    if (count > 0 && end > total && come > total) {
      reading.note(ServiceFact.TOTALS_UNRELIABLE, "rows up to " + end + " of a total of " + total);
    } else if (end == total && isNext && count < request.limit() && isEvidence(total)) {
      facts.learnTotalsSeenRight();
    }
  }

  /**
   * Whether a page of {@code count} rows was the last.
   *
   * @param fresh how many of them were new
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

  /** Whether a page shows that the service gives less at a time than was asked for. */
  boolean isCut(PageRequest request, int count) {
    return count < request.limit() && !totalsUnreliable() && request.offset() + count < total;
  }

  /**
   * Whether the total alone shows that a full page was the last.
   *
   * @param isFirst whether it was the first page, which services may count alone
   */
  private boolean isBelieved(boolean isFirst) {
    ReadFacts facts = reading.facts();
    return (!isFirst || facts.areTotalsBeyondPages() || total >= search.mostFound())
        && !reading.holds(ServiceFact.TOTALS_UNRELIABLE)
        && !isLikelyCapped(total)
        && (!reading.isDistrustful() || facts.areTotalsSeenRight());
  }

  /** Whether a total that fits its rows shows that others do: an estimate of nobody is right. */
  public static boolean isEvidence(long total) {
    return total > 0 && !isLikelyCapped(total);
  }

  /** Whether so many customers may have been counted by a service whose totals are estimates. */
  static boolean isEstimateOf(long total, long customers) {
    return total <= customers + customers / 5 + 5;
  }

  /**
   * Whether a total is likelier to be where the service stops counting than the number of
   * customers: search engines do so at 10,000 or the like.
   */
  public static boolean isLikelyCapped(long total) {
    long rest = total;
    while (rest > 0 && rest % 10 == 0) {
      rest /= 10;
    }
    return total >= LEAST_CAP && rest == 1;
  }
}
