package io.github.helpcrunchjdbc.read.paging;

import io.github.helpcrunchjdbc.error.HelpCrunchException;
import io.github.helpcrunchjdbc.learned.ServiceFact;
import io.github.helpcrunchjdbc.read.facts.OffsetReach;
import io.github.helpcrunchjdbc.read.page.ReadContext;
import io.github.helpcrunchjdbc.read.page.Refusal;
import io.github.helpcrunchjdbc.read.page.TotalsCheck;
import io.github.helpcrunchjdbc.read.request.RowDemand;
import io.github.helpcrunchjdbc.read.stream.IdSet;
import io.github.helpcrunchjdbc.rows.Page;
import io.github.helpcrunchjdbc.search.PageRequest;
import io.github.helpcrunchjdbc.search.Search;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Gets the pages of one search, and notices when its offsets end before it has given all customers.
 * A page that contradicts a total is requested again, once. Then a search with a known answer tells
 * a wrong total from customers who don't come. Not thread-safe.
 */
final class PageFetcher {
  /** Consecutive pages with hardly any new customer; a few are normal while customers come in. */
  private static final int MOST_WITHOUT_PROGRESS = 2;

  /** Like {@link #MOST_WITHOUT_PROGRESS}, if equal rows change places between pages. */
  private static final int MOST_AMONG_MOVING_TIES = 20;

  /** The pages of more customers are not listed beforehand; reading shows where offsets end. */
  private static final long MOST_LOOKED_AHEAD = 10_000_000;

  private final ReadContext reading;
  private final ReadAhead ahead;
  private final SearchEnd end;
  private final IdSet seen;
  private @Nullable EarlyEnd early;
  private final boolean isRange;
  private final EndlessSearchCheck endlessSearchCheck;
  private final UncountedEnd uncounted;
  private final PageGaps gaps;
  private boolean askedAgain;
  private boolean hasGaps;
  private boolean othersBehind;
  private int withoutProgress;
  private List<Long> lastIds = List.of();

  /**
   * Starts before the first page.
   *
   * @param demand how much will be read; everything if it is a range of ids
   * @param isRange whether a range of ids is read, so that there is no other way if offsets end
   */
  PageFetcher(
      ReadContext reading,
      ReadAhead ahead,
      SearchEnd end,
      HighWaterMark mark,
      IdSet seen,
      RowDemand demand,
      boolean isRange) {
    this.reading = reading;
    this.ahead = ahead;
    this.end = end;
    this.seen = seen;
    this.isRange = isRange;
    this.endlessSearchCheck = new EndlessSearchCheck(reading, seen);
    this.uncounted = new UncountedEnd(reading, end, mark, seen, isRange);
    this.gaps = new PageGaps(reading, demand, isRange);
  }

  /** Whether to go on after a short page, because more rows come after it or may do so. */
  boolean mustContinue() {
    return hasGaps || othersBehind;
  }

  /** Returns where the search ended early, null if it did not. */
  @Nullable EarlyEnd early() {
    return early;
  }

  /**
   * Returns a page, null if the search ends early at its offset.
   *
   * @param following the requests that will come after it
   * @param started whether a page has come before
   */
  @Nullable Page get(PageRequest request, List<PageRequest> following, boolean started) {
    if (request.offset() >= reading.facts().reach().limit()) {
      endEarly(EarlyEnd.Kind.KNOWN, request.offset(), true);
      return null;
    }
    Page page;
    try {
      page = ahead.take(request, following);
    } catch (HelpCrunchException e) {
      if (request.offset() == 0 || !Refusal.refusesOffset(request, e)) {
        throw e;
      }
      boolean isSound = TotalsCheck.ask(reading, seen) != TotalsCheck.BROKEN;
      endEarly(EarlyEnd.Kind.REFUSED, request.offset(), isSound);
      return null;
    }
    page = uncounted.withoutClamped(request, page);
    if (!started && page.rows().isEmpty() && request.offset() > 0) {
      page = uncounted.withTotal(request, page);
    }
    if (contradictsTotal(request, page)) {
      return checked(request, page);
    }
    if (!started && request.offset() >= OffsetReach.USUAL) {
      early = probe().ofStart(request, page);
    } else if (!started && request.offset() > 0 && !page.rows().isEmpty()) {
      early = probe().ofDistrustedStart(request, page);
    } else if (page.rows().isEmpty() && request.offset() == page.total()) {
      early = probe().ofRoundTotal(request.search(), page.total());
    } else if (uncounted.isEnd(request, page, started)
        && !uncounted.isOtherEndSeen(request, page)) {
      endEarly(EarlyEnd.Kind.EMPTY, request.offset(), true);
    }
    if (early == null && !started && !isRange && page.rows().isEmpty()) {
      early = probe().ofDistrustedTotal(request.search(), page.total());
    }
    return early == null ? page : null;
  }

  private DeepOffsetProbe probe() {
    return new DeepOffsetProbe(reading, ahead, seen);
  }

  /**
   * Checks for a search that turns out to be long whether offsets lead to its end, and whether its
   * total is its end.
   *
   * @param pages how many pages were read
   * @param following returns all requests that will come if nothing changes
   */
  void lookAhead(Search search, int pages, Supplier<List<PageRequest>> following) {
    OffsetReach reach = reading.facts().reach();
    if (early == null && !isRange && pages == DeepOffsetProbe.AFTER_PAGES) {
      early = probe().ofDistrustedTotal(search, end.total());
    }
    if (early != null || end.total() < OffsetReach.USUAL || end.total() > MOST_LOOKED_AHEAD) {
      return;
    }
    if (end.total() > reach.limit()) {
      endEarly(EarlyEnd.Kind.KNOWN, reach.limit(), true);
      return;
    }
    // A page that begins before the usual limit may end after it.
    long last = end.total() - 1 - (end.total() - 1) % reading.pageSize();
    long deepest = (SearchEnd.isLikelyCapped(end.total()) ? end.total() : last) + 1;
    if (pages == DeepOffsetProbe.AFTER_PAGES && !reach.isProven(deepest)) {
      early = probe().ofWhole(following.get(), end.total());
    }
  }

  /** Checks whether a search that has given all customers it counts has more. */
  void lookBehind(Search search) {
    if (early == null && !isRange && seen.size() >= end.total()) {
      early = probe().ofDistrustedTotal(search, end.total());
    }
  }

  /**
   * Whether a page ends the search by its rows, but not by its total. A request may be needed to
   * find out. The method also notes whether to go on after the page.
   */
  private boolean contradictsTotal(PageRequest request, Page page) {
    int count = page.rows().size();
    boolean ends =
        count == 0
            || reading.facts().isSurelyLast(count, request.limit())
            || gaps.isSeenBy(request, page);
    // An empty page with total 0 does not cancel an earlier total.
    long claimed = page.total() <= 0 && count == 0 ? end.total() : page.total();
    long read = request.offset() + count;
    if (isRange && claimed <= 0 && count == 0 && !askedAgain) {
      // An empty range is rare, and may be a temporary fault, so it is requested once more.
      return true;
    }
    boolean isEstimate =
        reading.holds(ServiceFact.TOTALS_UNRELIABLE) && SearchEnd.isEstimateOf(claimed, read);
    othersBehind =
        ends
            && read < claimed
            && count > 0
            && (isEstimate
                ? uncounted.hasRowAfter(request, page)
                : askedAgain && gaps.continuesWithoutGap(request, page));
    if (othersBehind) {
      // If no row is new but more come after the page, an overlap alone can't go on.
      return page.rows().stream().map(reading::id).allMatch(seen::contains);
    }
    return ends && read < claimed && !(isEstimate && uncounted.isOtherEndSeen(request, page));
  }

  /** Gets the same page once more. If it still contradicts its total, it finds out why. */
  private @Nullable Page checked(PageRequest request, Page came) {
    Page page = askedAgain ? null : again(request);
    askedAgain = true;
    if (page != null && !contradictsTotal(request, page)) {
      return page;
    }
    ahead.close();
    if (isRange) {
      return ofRange(request, page == null ? came : page);
    }
    TotalsCheck outcome = TotalsCheck.ask(reading, seen);
    if (outcome == TotalsCheck.ESTIMATES) {
      // From now on, a total that can be an estimate is taken for one. Other contradictions are
      // still reported.
      Page known = page == null ? reading.page(request) : page;
      if (!contradictsTotal(request, known)) {
        return known;
      }
    }
    boolean isEmpty = page == null || page.rows().isEmpty();
    if (page != null && page.total() > 0) {
      end.update(page);
    }
    boolean isSound = outcome != TotalsCheck.BROKEN;
    endEarly(isEmpty ? EarlyEnd.Kind.EMPTY : EarlyEnd.Kind.SHORT, request.offset(), isSound);
    // The rows of a page with gaps come again by ranges of ids, in their order, if ranges work.
    return isEmpty || isSound ? null : page;
  }

  /** Handles a page of a range. As there is no other way, a page with gaps is better than none. */
  private @Nullable Page ofRange(PageRequest request, Page page) {
    if (!page.rows().isEmpty()) {
      hasGaps = true;
      return page;
    }
    endEarly(
        hasGaps ? EarlyEnd.Kind.SHORT : EarlyEnd.Kind.EMPTY, hasGaps ? 0 : request.offset(), true);
    return null;
  }

  private Page again(PageRequest request) {
    Page page = reading.page(request);
    return page.rows().isEmpty() && request.offset() > 0
        ? uncounted.withTotal(request, page)
        : page;
  }

  /**
   * Notes whether a page that went beyond the rows read brought hardly any new rows.
   *
   * @param tiesMove whether equal rows were seen to change places
   */
  void noteProgress(PageRequest request, Page page, boolean isRepeated, boolean tiesMove) {
    int count = page.rows().size();
    List<Long> ids = page.rows().stream().map(reading::id).toList();
    // Rows that change places do not come in the same order twice.
    boolean isSame = count > 1 && ids.equals(lastIds);
    lastIds = ids;
    if (!isRepeated) {
      withoutProgress = 0;
      if (endlessSearchCheck.isEndless(request.search(), end.total())) {
        endEarly(EarlyEnd.Kind.ENDLESS, request.offset() + count, false);
      }
      return;
    }
    withoutProgress++;
    if (withoutProgress >= (tiesMove && !isSame ? MOST_AMONG_MOVING_TIES : MOST_WITHOUT_PROGRESS)) {
      long first = Math.max(1, request.offset() - (withoutProgress - 1L) * count);
      boolean sound = TotalsCheck.ask(reading, seen) != TotalsCheck.BROKEN;
      endEarly(EarlyEnd.Kind.REPEATED, first, sound);
    }
  }

  private void endEarly(EarlyEnd.Kind kind, long offset, boolean isTrusted) {
    ahead.close();
    early = new EarlyEnd(kind, offset, end.total(), isTrusted);
  }
}
