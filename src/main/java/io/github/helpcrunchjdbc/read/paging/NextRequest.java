package io.github.helpcrunchjdbc.read.paging;

import io.github.helpcrunchjdbc.learned.ServiceFact;
import io.github.helpcrunchjdbc.read.page.ReadContext;
import io.github.helpcrunchjdbc.read.request.RowDemand;
import io.github.helpcrunchjdbc.rows.Page;
import io.github.helpcrunchjdbc.search.PageRequest;
import io.github.helpcrunchjdbc.search.Search;
import java.util.ArrayList;
import java.util.List;

/**
 * Which page of a search to ask for next: where reading stands, how much is still wanted and by how
 * many rows pages overlap. Not thread-safe.
 *
 * <p>In an ascending order, who comes in behind the unread hides in the total that somebody else
 * went: there the pages of a whole scan overlap from the start. What such a scan makes good at its
 * end, a limit does not reach: its pages overlap in any order once the account has been seen to
 * change, and before that if nothing is to be believed, since an overlap may cost it a request.
 */
final class NextRequest {
  private static final int MOST_STEPS_BACK = 40;

  /** An overlap that has grown so often without connecting never will. */
  private static final int MOST_STEPS_IN_VAIN = 8;

  /** A page that overlaps by a group begins with the row before it. */
  private static final int SHORTEST_GROUP = 2;

  private static final long NO_END = Long.MAX_VALUE;

  private final ReadContext reading;
  private final Search search;
  private final long start;
  private final HighWaterMark mark;
  private final SearchEnd end;
  private final boolean isLimit;
  private final boolean growsAtEnd;
  private final long fewest;
  private long position;

  /** How many rows come at a time: as many as are asked for, unless the service gives fewer. */
  private int pageSize;

  private int overlap;
  private int stepsBack;
  private int stepsInVain;
  private long wanted;
  private long enough;
  private long firstPage;

  /** Begins at {@code start}, an offset of the search. */
  NextRequest(
      ReadContext reading,
      Search search,
      long start,
      RowDemand wanted,
      HighWaterMark mark,
      SearchEnd end) {
    this.reading = reading;
    this.search = search;
    this.start = start;
    this.mark = mark;
    this.end = end;
    this.position = start;
    this.pageSize = reading.pageSize();
    this.wanted = wanted.most();
    this.enough = wanted.enough();
    this.firstPage = wanted.firstPage();
    boolean bounded = wanted.isBounded();
    this.isLimit = mark.isSorted() && bounded && !wanted.any();
    this.growsAtEnd = mark.isAscending() && !bounded;
    // A service may sort only what is not filtered.
    boolean isOrderSeen =
        search.filters().isEmpty() && reading.facts().isOrderSeen(!mark.isAscending());
    boolean isDoubted =
        reading.isDistrustful() || reading.facts().learned().isSuspected(ServiceFact.IGNORES_SORT);
    this.fewest = mark.isSorted() && isDoubted && !isOrderSeen ? HighWaterMark.TELLING_ROWS : 1;
  }

  PageRequest get() {
    return at(position, wanted, firstPage);
  }

  /** At most {@code count} that will be asked for after {@code request} if nothing changes. */
  List<PageRequest> following(PageRequest request, int count) {
    List<PageRequest> requests = new ArrayList<>();
    PageRequest last = request;
    long from = position;
    long left = wanted > 0 ? wanted : NO_END;
    // After as many rows as will do, each page may be the last.
    long ahead = enough == NO_END ? NO_END : Math.max(0, enough);
    while (requests.size() < count && end.total() != Page.UNKNOWN_TOTAL) {
      long next = last.offset() + Math.min(last.limit(), pageSize);
      left = left == NO_END ? NO_END : left - (next - from);
      ahead = ahead == NO_END ? NO_END : ahead - (next - from);
      from = next;
      if (from >= end.total() || left <= 0 || ahead <= 0) {
        break;
      }
      last = at(from, left == NO_END ? 0 : left, reading.pageSize());
      requests.add(last);
    }
    return requests;
  }

  /**
   * Asks for no more rows than are still wanted, or for whole pages if some turn out to be of no
   * use.
   */
  private PageRequest at(long from, long stillWanted, long most) {
    long offset = Math.max(start, from - (from == start ? 0 : overlapAt(from)));
    long back = from - offset;
    int full = reading.pageSize();
    long fresh = stillWanted > 0 ? Math.max(Math.min(stillWanted, most), fewest) : full;
    int limit = (int) Math.max(1, Math.min(full, fresh > full ? full : fresh + back));
    return new PageRequest(search, offset, limit);
  }

  /** Less than a page, so that each page goes on behind the one before it. */
  private long overlapAt(long from) {
    long rows = leastOverlap();
    if (mark.isSorted() && reading.holds(ServiceFact.TIES_UNSTABLE) && !mark.isNull()) {
      // What is fetched ahead goes by the shortest of groups, for it is not known yet.
      long group = from == position ? from - mark.groupStart() + 1 : SHORTEST_GROUP;
      rows = group < pageSize ? Math.max(rows, group) : rows;
    }
    return Math.min(rows, pageSize - 1L);
  }

  private int leastOverlap() {
    return Math.max(overlap, mustOverlap() ? 1 : 0);
  }

  /** Whether nothing else would show that rows were left out between two pages. */
  private boolean mustOverlap() {
    if (end.totalsUnreliable()) {
      return true;
    }
    return isLimit
        ? reading.isDistrustful() || reading.holds(ServiceFact.CUSTOMERS_CHANGE)
        : growsAtEnd;
  }

  /** The offset of the first row. */
  long start() {
    return start;
  }

  /** The offset up to which all rows have been read. */
  long position() {
    return position;
  }

  /**
   * Goes on behind a page.
   *
   * @param count how many rows it had, which may be more than were asked for: then those that came
   *     before are no part of it
   * @param fresh how many of them were new
   */
  void moveBehind(PageRequest request, int count, int fresh) {
    int limit = request.limit();
    position = request.offset() + (count > limit ? Math.max(limit, fresh) : count);
    stepsInVain = fresh > 0 ? 0 : stepsInVain;
    wanted -= fresh;
    enough = enough == NO_END ? NO_END : enough - fresh;
    firstPage = NO_END;
  }

  /** The service gives {@code size} rows at a time, whatever is asked for. */
  void cutPages(int size) {
    pageSize = size;
  }

  boolean mayStepBack() {
    return stepsBack < MOST_STEPS_BACK && stepsInVain < MOST_STEPS_IN_VAIN;
  }

  /** Goes back to before a page that left a gap, with more of an overlap. */
  void stepBack(PageRequest request, long shrink) {
    stepBackTo(Math.min(position, request.offset()) - Math.max(0, shrink));
    overlap = Math.min(Math.max(1, pageSize / 2), Math.max(1, leastOverlap() * 4));
  }

  /** Goes back to where the group of equal rows begins that reading stands in. */
  void stepBackToGroup() {
    stepBackTo(mark.groupStart());
  }

  private void stepBackTo(long offset) {
    stepsBack++;
    stepsInVain++;
    position = Math.max(start, offset);
  }

  /** Whether one page can hold the group of equal rows that reading stands in. */
  boolean doesGroupFit() {
    return position - mark.groupStart() < pageSize - 1;
  }

  boolean isOverlapGreatest() {
    return overlap >= pageSize / 2;
  }

  /** Overlaps by a single row again, as no overlap helps. */
  void giveUpOverlap() {
    overlap = 1;
  }
}
