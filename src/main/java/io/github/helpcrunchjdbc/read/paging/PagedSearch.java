package io.github.helpcrunchjdbc.read.paging;

import io.github.helpcrunchjdbc.learned.ServiceFact;
import io.github.helpcrunchjdbc.read.page.ReadContext;
import io.github.helpcrunchjdbc.read.page.TotalsCheck;
import io.github.helpcrunchjdbc.read.request.RowDemand;
import io.github.helpcrunchjdbc.read.request.RowOrder;
import io.github.helpcrunchjdbc.read.stream.IdSet;
import io.github.helpcrunchjdbc.read.stream.RowSource;
import io.github.helpcrunchjdbc.rows.Page;
import io.github.helpcrunchjdbc.search.PageRequest;
import io.github.helpcrunchjdbc.search.Search;
import io.github.helpcrunchjdbc.search.SortOrder;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The pages of one search, one after the other, with each customer once. Not thread-safe.
 *
 * <p>All customers before {@code position} have been read. New customers before it push others to
 * later offsets, which come again; that does no harm. Customers deleted before it pull unread ones
 * forward, out of the next page. In a descending order new customers come at the front, so the
 * unread shift by (come - gone before them), which is at least (come - gone) = the change of the
 * total: if the total has not shrunk since the page before, no customer was left out. If it has, or
 * if it changed and the two pages were requested together so that the later one may have been
 * answered first, the page is dropped. From then on pages overlap, and each must begin at or before
 * the {@link HighWaterMark}; else reading steps back.
 */
public final class PagedSearch {
  private final ReadContext reading;
  private final Search search;
  private final long start;
  private final RowDemand demand;
  private final SearchEnd end;
  private final NextRequest next;
  private final @Nullable RowOrder order;
  private final ReadAhead ahead;
  private final PageFetcher fetcher;
  private final IdSet seen;
  private final HighWaterMark mark;
  private final ScanEvidence evidence;
  private final GapCheck gaps;
  private final NewRows newRows;
  private boolean started;
  private boolean exhausted;
  private boolean stopped;
  private boolean orderBroken;

  /**
   * Starts before the first page.
   *
   * @param offset rows of the search to skip
   * @param wanted how many rows will be used
   * @param order the order in which the rows are to be returned; null if it does not matter
   * @param isRange whether it is a range of ids, so small that offsets should lead to its end
   */
  private PagedSearch(
      ReadContext reading,
      Search search,
      long offset,
      RowDemand wanted,
      @Nullable RowOrder order,
      boolean isRange) {
    SortOrder sort = search.sort();
    this.reading = reading;
    this.search = search;
    this.start = offset;
    this.demand = wanted;
    this.order = order;
    boolean sorted = sort != null && !reading.holds(ServiceFact.IGNORES_SORT);
    boolean descending = sort != null && sort.descending();
    this.seen = new IdSet(isRange ? null : reading.kept());
    this.end = new SearchEnd(reading, search);
    this.mark = new HighWaterMark(reading, sorted, descending, seen);
    this.next = new NextRequest(reading, search, offset, wanted, mark, end);
    this.ahead = new ReadAhead(reading, wanted.isUncertain());
    this.fetcher = new PageFetcher(reading, ahead, end, mark, seen, wanted, isRange);
    this.evidence = new ScanEvidence(reading, descending && sorted);
    evidence.unsorted = sort != null && !sorted;
    this.newRows = new NewRows(reading, offset, order != null, mark, seen, evidence);
    this.gaps = new GapCheck(reading, mark, next, end, ahead, evidence, this::breakOrderAtGroup);
  }

  /** Starts a search whose rows may be returned in any order. */
  public static PagedSearch of(ReadContext reading, Search search, long offset, RowDemand wanted) {
    return new PagedSearch(reading, search, offset, wanted, null, false);
  }

  /** Starts a search whose rows are returned as they come, in an order. */
  public static PagedSearch of(
      ReadContext reading, Search search, RowOrder order, long offset, RowDemand wanted) {
    return new PagedSearch(reading, search.withSort(order.sort()), offset, wanted, order, false);
  }

  /** Starts a search for a range of ids, which is read as far as it can be. */
  static PagedSearch ofRange(ReadContext reading, Search search) {
    return new PagedSearch(reading, search, 0, RowDemand.everything(), null, true);
  }

  /** Sends the request for the first page, which is certainly needed. */
  public void setOut() {
    ahead.setOut(next.get());
  }

  /** Returns the new rows of the next page, at least one; null at the end of the search. */
  public @Nullable List<@Nullable Object[]> nextPage() {
    while (!exhausted) {
      reading.execution().checkActive();
      end.checkBudget(started || ahead.isUnderWay(), start, demand);
      PageRequest request = next.get();
      Page page = fetcher.get(request, next.following(request, ahead.window()), started);
      if (page == null) {
        exhausted = true;
      } else if (gaps.isConnected(request, page, started)) {
        List<@Nullable Object[]> rows = accept(request, page);
        lookAhead(request);
        exhausted |= early() != null;
        if (exhausted) {
          ahead.close();
          noteCompleteness();
        }
        if (!rows.isEmpty()) {
          return rows;
        }
      }
    }
    return null;
  }

  /** Checks if the offsets lead, or have led, to the end of a search. */
  private void lookAhead(PageRequest request) {
    if (exhausted && !reading.isReplay()) {
      fetcher.lookBehind(search);
    } else if (!demand.isBounded() && !demand.stopsAtRow() && !reading.isReplay()) {
      // A reading that may stop at a row may end before the offsets do.
      fetcher.lookAhead(search, evidence.pages(), () -> next.following(request, Integer.MAX_VALUE));
    }
  }

  private void noteCompleteness() {
    if (early() == null && start == 0 && !orderBroken && !mayHaveMissed()) {
      reading.completed(search);
    }
  }

  private List<@Nullable Object[]> accept(PageRequest request, Page page) {
    List<@Nullable Object[]> rows = page.rows();
    reading.count(rows);
    int back = (int) Math.min(rows.size(), Math.max(0, next.position() - request.offset()));
    boolean isFirst = !started;
    if (isFirst) {
      started = true;
      evidence.begin(page, start);
    }
    long others = rows.stream().filter(row -> !seen.contains(reading.id(row))).count();
    end.learn(request, page, next.position() == request.offset(), start + seen.size() + others);
    if (!mark.areInOrder(rows)) {
      evidence.unsorted = true;
      reading.note(
          ServiceFact.IGNORES_SORT, "a page from row " + request.offset() + " on is not in order");
      breakOrder();
    }
    if (isFirst) {
      // The observer may end the reading, so facts about the service are noted before.
      reading.observe(page);
      end.expectRest(page, start, demand);
    }
    if (mark.isRepeated(rows, request.offset(), back) && !gaps.continuesDespiteRepeats()) {
      return List.of();
    }
    if (orderBroken && evidence.pages() > 0) {
      exhausted = true;
      return List.of();
    }
    List<@Nullable Object[]> fresh = newRows.of(request, rows, back);
    if (!rows.isEmpty()) {
      mark.moveOn(rows, request.offset());
    }
    evidence.add(fresh);
    boolean goesOn = request.offset() + rows.size() > next.position();
    boolean isPoor = goesOn && !rows.isEmpty() && newRows.arePoor(fresh, rows, back);
    boolean isStuck = isPoor && fresh.isEmpty() && next.position() == request.offset();
    evidence.disconnected |= isStuck;
    if (isStuck && demand.isBounded()) {
      breakOrder();
    }
    fetcher.noteProgress(request, page, isPoor, evidence.tiesMoved);
    next.moveBehind(request, rows.size(), fresh.size());
    reading.facts().learnPage(rows.size());
    exhausted =
        end.isReached(request, rows.size(), fresh.size())
            && !(fetcher.mustContinue() && !fresh.isEmpty());
    if (!exhausted && end.isCut(request, rows.size())) {
      next.cutPages(rows.size());
    }
    evidence.endedInNulls |= !exhausted && mark.isNull();
    return fresh;
  }

  private void breakOrder() {
    orderBroken = order != null;
  }

  /** Rows without a value may be found late, unless rows with a value must follow them. */
  private void breakOrderAtGroup() {
    if (!mark.isNull() || (order != null && order.nullsFirst())) {
      breakOrder();
    }
  }

  /** Whether the pages led to the end of the search, so that it has no further row. */
  public boolean isWhole() {
    return exhausted && !stopped && early() == null;
  }

  /**
   * Whether the service can't give the order: it does not sort, or equal rows that don't fit on one
   * page change places. From then on, only rows of a first page are returned.
   */
  public boolean isOrderBroken() {
    return orderBroken;
  }

  /** Whether equal rows came twice, so that other equal rows may not have come at all. */
  public boolean haveTiesMoved() {
    return evidence.tiesMoved;
  }

  /** Whether a page did not follow the one before it, so that rows may be left out. */
  public boolean isDisconnected() {
    return evidence.disconnected;
  }

  /** Returns where the offsets ended although there is more, null if they did not. */
  public @Nullable EarlyEnd early() {
    return fetcher.early();
  }

  /** Returns the offset of the first row. */
  long start() {
    return start;
  }

  /**
   * Returns the rows that did not come because the search ended early, in any order.
   *
   * @param skip how many of these rows to skip
   */
  public RowSource beyond(long skip) {
    EarlyEnd early = Objects.requireNonNull(early());
    if (reading.holds(ServiceFact.IGNORES_SORT) && !reading.holds(ServiceFact.TOTALS_UNRELIABLE)) {
      // If pages are not sorted, only a total shows that no row is missing.
      TotalsCheck.ask(reading, seen);
    }
    long expected = evidence.changed ? Page.UNKNOWN_TOTAL : end.total();
    RangedRows ranges = new RangedRows(reading, search, seen, early.offset(), skip, expected);
    return new RowsBeyondOffsets(reading, early, ranges, expected);
  }

  /** Requests no further page. */
  public void stop() {
    stopped = true;
    exhausted = true;
    ahead.close();
  }

  /** Returns how many customers match in all, {@link Page#UNKNOWN_TOTAL} if it is not known. */
  public long total() {
    return end.total();
  }

  /** Whether pages had gaps, and fewer customers came than the service counts. */
  boolean isShortOfTotal() {
    return fetcher.mustContinue() && seen.size() < end.total();
  }

  /** Returns the ids of the customers returned so far. */
  public IdSet seen() {
    return seen;
  }

  /** Whether the pages may have left rows out. */
  public boolean mayHaveMissed() {
    return !stopped && evidence.isIncomplete();
  }

  /**
   * Returns, after the last page, the rows that came out of order and those that the pages may have
   * left out; none if the pages were stopped or there surely is no such row.
   */
  public List<@Nullable Object[]> missedRows() {
    List<@Nullable Object[]> missed = newRows.takeLate();
    if (mayHaveMissed()) {
      missed.addAll(new MissedRows(reading, search, start, seen, evidence, total()).read());
    }
    return missed;
  }
}
