package io.github.helpcrunchjdbc.read;

import io.github.helpcrunchjdbc.rows.Page;
import io.github.helpcrunchjdbc.search.PageRequest;
import io.github.helpcrunchjdbc.search.Search;
import io.github.helpcrunchjdbc.search.SortOrder;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The pages of one search, one after the other, each customer once. Not thread-safe.
 *
 * <p>All customers before {@code position} have been read. Customers who come in front of it push
 * others to later offsets: those come again, which is harmless. Customers who go from before it
 * pull unread ones forward, out of the next page. In a descending order customers come in at the
 * front, so the unread shift by (come - gone before them), which is at least (come - gone) = the
 * change of the total: if the total has not shrunk since the page before, nobody was left out. If
 * it has, or if it changed and the two pages were on their way together so that the later one may
 * have been answered first, the page is dropped. From then on pages overlap, and each must begin at
 * or before the {@link Frontier}; else reading steps back.
 */
final class PagedSearch {
  private static final int MOST_STEPS_BACK = 40;
  private static final long NO_END = Long.MAX_VALUE;

  private final Reading reading;
  private final Search search;
  private final long start;
  private final boolean sorted;
  private final @Nullable RowOrder order;
  private final ReadAhead ahead;
  private final IdSet seen = new IdSet();
  private final Frontier frontier;
  private final ScanEvidence evidence;
  private long position;
  private int pageSize;
  private int overlap;
  private int stepsBack;
  private long wanted;
  private long firstPage;
  private final long fewest;
  private long total = Page.UNKNOWN_TOTAL;
  private boolean started;
  private boolean lastWasShort;
  private boolean exhausted;
  private boolean stopped;
  private boolean orderBroken;

  /**
   * Starts before the first page.
   *
   * @param offset rows of the search to leave out
   * @param wanted how many rows will be of use
   * @param order the order that the rows are to be given in; null if that does not matter
   */
  PagedSearch(
      Reading reading, Search search, long offset, Wanted wanted, @Nullable RowOrder order) {
    SortOrder sort = search.sort();
    this.reading = reading;
    this.search = search;
    this.start = offset;
    this.order = order;
    this.position = offset;
    this.sorted = sort != null && !reading.facts().sortsNot();
    this.pageSize = reading.pageSize();
    this.wanted = wanted.most();
    this.firstPage = wanted.firstPage();
    this.fewest =
        sorted && reading.isDistrustful() && !reading.facts().isOrderSeen()
            ? Frontier.TELLING_ROWS
            : 1;
    this.ahead = new ReadAhead(reading, wanted.isUncertain());
    boolean descending = sort != null && sort.descending();
    this.frontier = new Frontier(reading, sorted, descending, seen);
    this.evidence = new ScanEvidence(reading, descending && sorted);
    evidence.unsorted = sort != null && !sorted;
    // Who comes in at the end hides in the total that somebody else went.
    this.overlap = sorted && !descending && !wanted.isBounded() ? 1 : 0;
  }

  /** The rows of the next page that are new, at least one; null at the end of the search. */
  @Nullable List<@Nullable Object[]> nextPage() {
    while (!exhausted) {
      reading.execution().checkActive();
      PageRequest request = requestAt(position, wanted, firstPage);
      Page page = ahead.take(request, following(request));
      if (isConnected(request, page)) {
        List<@Nullable Object[]> rows = accept(request, page);
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

  private void noteCompleteness() {
    if (start == 0 && !orderBroken && !mayHaveMissed()) {
      reading.completed(search);
    }
  }

  /** Never more than is still wanted; rows of no use are made up for by whole pages. */
  private PageRequest requestAt(long from, long stillWanted, long most) {
    long offset = Math.max(start, from - (from == start ? 0 : overlapAt(from)));
    long back = from - offset;
    long fresh = stillWanted > 0 ? Math.max(Math.min(stillWanted, most), fewest) : pageSize;
    int limit = (int) Math.max(1, Math.min(pageSize, fresh > pageSize ? pageSize : fresh + back));
    return new PageRequest(search, offset, limit);
  }

  private long overlapAt(long from) {
    long rows = Math.max(overlap, areTotalsOfNoUse() && started ? 1 : 0);
    if (sorted && from == position && reading.facts().doTiesMove() && !frontier.isNull()) {
      long group = from - frontier.groupStart() + 1;
      return group < pageSize ? Math.max(rows, group) : rows;
    }
    return Math.min(rows, pageSize - 1L);
  }

  private boolean areTotalsOfNoUse() {
    return total == Page.UNKNOWN_TOTAL || reading.facts().areTotalsWrong();
  }

  /** The pages that will be asked for after {@code request} if nothing changes. */
  private List<PageRequest> following(PageRequest request) {
    List<PageRequest> requests = new ArrayList<>();
    PageRequest last = request;
    long from = position;
    long left = wanted > 0 ? wanted : NO_END;
    while (requests.size() < ahead.window() && total != Page.UNKNOWN_TOTAL) {
      long end = last.offset() + last.limit();
      left = left == NO_END ? NO_END : left - (end - from);
      from = end;
      if (from >= total || left <= 0) {
        break;
      }
      last = requestAt(from, left == NO_END ? 0 : left, pageSize);
      requests.add(last);
    }
    return requests;
  }

  private boolean isConnected(PageRequest request, Page page) {
    boolean bothKnown = total != Page.UNKNOWN_TOTAL && page.total() != Page.UNKNOWN_TOTAL;
    long shrink = bothKnown ? total - page.total() : 0;
    evidence.changed |= shrink != 0;
    if (!started || request.offset() == start || evidence.unsorted) {
      return true;
    }
    boolean connected;
    if (page.rows().isEmpty()) {
      connected = isBeyondEnd(request, page);
    } else if (request.offset() < position) {
      connected = frontier.reaches(page.rows().get(0)) || canNotBeConnected(page.rows().get(0));
    } else {
      connected = shrink == 0 || (shrink < 0 && !ahead.isConcurrent());
      evidence.unverified |= connected && ahead.isConcurrent();
    }
    if (!connected && stepsBack == MOST_STEPS_BACK) {
      evidence.disconnected = true;
      return true;
    }
    if (!connected) {
      evidence.changed = true;
      stepsBack++;
      position = Math.max(start, Math.min(position, request.offset()) - Math.max(0, shrink));
      overlap = Math.min(Math.max(1, pageSize / 2), Math.max(1, overlap * 4));
      total = page.total() == Page.UNKNOWN_TOTAL ? total : page.total();
    }
    return connected;
  }

  /**
   * Whether no overlap helps, because the page begins within a group of equal rows that change
   * places and fill more than a page.
   */
  private boolean canNotBeConnected(@Nullable Object[] first) {
    if (!frontier.isInGroup(first) || (frontier.isNull() && overlap < pageSize / 2)) {
      return false;
    }
    if (!frontier.isNull() && position - frontier.groupStart() < pageSize - 1) {
      // From now on pages begin before such a group.
      reading.facts().learnTiesMove();
      return false;
    }
    evidence.tiesMoved = true;
    evidence.changed = true;
    overlap = 1;
    breakOrderAtGroup();
    return true;
  }

  /** Whether an empty page is what was to be expected. */
  private boolean isBeyondEnd(PageRequest request, Page page) {
    if (page.total() > request.offset()) {
      reading.facts().learnTotalsWrong();
      return request.offset() == position;
    }
    return request.offset() == position && (areTotalsOfNoUse() || total <= request.offset());
  }

  private List<@Nullable Object[]> accept(PageRequest request, Page page) {
    List<@Nullable Object[]> rows = page.rows();
    if (!reading.facts().areFractionsShown()
        && rows.stream().anyMatch(reading.layout()::hasFraction)) {
      reading.facts().learnFractionsShown();
    }
    int back = (int) Math.min(rows.size(), Math.max(0, position - request.offset()));
    if (!started) {
      started = true;
      evidence.begin(page, start);
    }
    if (page.total() != Page.UNKNOWN_TOTAL) {
      total = page.total();
      if (search.filters().isEmpty()) {
        reading.facts().learnCustomers(total);
      }
      long end = request.offset() + rows.size();
      if (!rows.isEmpty() ? end > total : request.offset() < total) {
        reading.facts().learnTotalsWrong();
      } else if (end == total && position == request.offset() && rows.size() < request.limit()) {
        reading.facts().learnTotalsSeenRight();
      }
    }
    if (sorted && !frontier.isSorted(rows)) {
      evidence.unsorted = true;
      reading.facts().learnSortsNot();
      breakOrder();
    }
    if (frontier.isRepeated(rows, request.offset(), back) && !canLiveWithRepeats()) {
      return List.of();
    }
    if (orderBroken && evidence.pages() > 0) {
      exhausted = true;
      return List.of();
    }
    List<@Nullable Object[]> fresh = new ArrayList<>(rows.size() - back);
    for (int i = 0; i < rows.size(); i++) {
      if (i < back && order != null && isLate(rows.get(i))) {
        // It would stand in the wrong place; if it is missing, the end will show.
        evidence.changed = true;
        evidence.tiesMoved = true;
        continue;
      }
      if (start > 0 && seen.size() >= request.offset() + rows.size() - start) {
        // Equal rows that change places bring in some of those that are to be left out.
        break;
      }
      boolean isNew = seen.add(reading.id(rows.get(i)));
      if (isNew) {
        fresh.add(rows.get(i));
      }
      evidence.changed |= !isNew && i >= back;
    }
    if (!rows.isEmpty()) {
      frontier.moveOn(rows, request.offset());
    }
    evidence.add(fresh);
    position = request.offset() + rows.size();
    wanted -= fresh.size();
    firstPage = NO_END;
    reading.facts().learnPage(rows.size());
    noticeEnd(rows.size(), fresh.size(), request.limit());
    evidence.endedInNulls |= !exhausted && frontier.isNull();
    return fresh;
  }

  /** Whether a row of the overlap has been missed, and others that belong behind it were given. */
  private boolean isLate(@Nullable Object[] row) {
    return !frontier.isInGroup(row) && !seen.contains(reading.id(row));
  }

  /** Has a group of equal rows read again as a whole if one page can hold it. */
  private boolean canLiveWithRepeats() {
    evidence.tiesMoved = true;
    evidence.changed = true;
    if (evidence.unsorted) {
      return true;
    }
    long group = position - frontier.groupStart();
    if (frontier.isNull() || group >= pageSize - 1 || stepsBack == MOST_STEPS_BACK) {
      breakOrderAtGroup();
      return true;
    }
    reading.facts().learnTiesMove();
    stepsBack++;
    position = Math.max(start, frontier.groupStart());
    return false;
  }

  private void breakOrder() {
    orderBroken = order != null;
  }

  /** Rows without a value disturb nothing if found late, unless others are to come after them. */
  private void breakOrderAtGroup() {
    if (!frontier.isNull() || (order != null && order.nullsFirst())) {
      breakOrder();
    }
  }

  private void noticeEnd(int count, int fresh, int limit) {
    boolean isShort = count < limit;
    if (count == 0 || (isShort && fresh == 0 && areTotalsOfNoUse())) {
      exhausted = true;
      if (lastWasShort) {
        reading.facts().learnShortPageIsLast();
      }
    } else if (total != Page.UNKNOWN_TOTAL && position >= total) {
      exhausted = isShort || (position == total && isBelieved());
    } else if (areTotalsOfNoUse()) {
      exhausted =
          isShort
              && (reading.facts().isShortPageLast() || reading.facts().isSurelyLast(count, limit));
    } else if (reading.facts().isSurelyLast(count, limit)) {
      reading.facts().learnTotalsWrong();
      exhausted = true;
    } else if (isShort) {
      // The service gives less at a time than was asked for.
      pageSize = count;
    }
    lastWasShort = isShort;
  }

  /** Whether the total's word is enough that a full page was the last. */
  private boolean isBelieved() {
    ReadFacts facts = reading.facts();
    return !facts.areTotalsWrong() && (!reading.isDistrustful() || facts.areTotalsSeenRight());
  }

  /** Whether the search has no row beyond those given. */
  boolean isExhausted() {
    return exhausted;
  }

  /**
   * Whether the order can't be had from the service: it does not sort, or equal rows that don't fit
   * one page change places. Then no page but the first is given from there on.
   */
  boolean isOrderBroken() {
    return orderBroken;
  }

  /** Whether equal rows came twice, so that others of them may not have come at all. */
  boolean haveTiesMoved() {
    return evidence.tiesMoved;
  }

  /** Asks for no further page. */
  void stop() {
    stopped = true;
    exhausted = true;
    ahead.close();
  }

  /** How many customers match in all, {@link Page#UNKNOWN_TOTAL} if the service did not say. */
  long total() {
    return total;
  }

  /** The customers given so far. */
  IdSet seen() {
    return seen;
  }

  /** Whether the pages may have left rows out. */
  boolean mayHaveMissed() {
    return !stopped && evidence.isIncomplete();
  }

  /**
   * After the last page, the rows that the pages may have left out: none if they were stopped, or
   * if it is certain that there is no such row.
   */
  List<@Nullable Object[]> missedRows() {
    return mayHaveMissed()
        ? new MissedRows(reading, search, start, seen, evidence).read()
        : List.of();
  }
}
