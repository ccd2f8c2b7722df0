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
 * Decides which page of a search to request next: it knows how far reading has come, how many rows
 * are still wanted and by how many rows pages overlap. Not thread-safe.
 *
 * <p>In an ascending order, a new customer at the end may hide from the total that another was
 * deleted, so the pages of a whole ascending scan overlap from the start. A whole scan also repairs
 * its gaps at the end, but a reading with a LIMIT does not get there. Its pages therefore overlap
 * in any order once the account was seen to change, and with {@code consistency=strict} from the
 * start; not always, because an overlap may cost a request.
 */
final class NextRequest {
  private static final int MOST_STEPS_BACK = 40;

  /** If an overlap has grown this often without connecting two pages, it never will. */
  private static final int MOST_STEPS_IN_VAIN = 8;

  /** A page that overlaps by a group of equal rows begins with the row before the group. */
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

  /** How many rows come on a page: as many as requested, unless the service gives fewer. */
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
    this.enough = wanted.enoughRows();
    this.firstPage = wanted.firstPage();
    boolean bounded = wanted.isBounded();
    this.isLimit = mark.isSorted() && bounded && !wanted.anyRows();
    this.growsAtEnd = mark.isAscending() && !bounded;
    // A service may sort only searches without filters.
    boolean isOrderSeen =
        search.filters().isEmpty() && reading.facts().isOrderSeen(!mark.isAscending());
    boolean isDoubted =
        reading.isStrict() || reading.facts().learned().isSuspected(ServiceFact.IGNORES_SORT);
    this.fewest = mark.isSorted() && isDoubted && !isOrderSeen ? HighWaterMark.TELLING_ROWS : 1;
  }

  PageRequest get() {
    return at(position, wanted, firstPage);
  }

  /** Returns at most {@code count} requests that come after {@code request} if nothing changes. */
  List<PageRequest> following(PageRequest request, int count) {
    List<PageRequest> requests = new ArrayList<>();
    PageRequest last = request;
    long from = position;
    long left = wanted > 0 ? wanted : NO_END;
    // When enough rows have come, each page may be the last.
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
   * Returns a request for as many rows as are still wanted, or for whole pages once some rows turn
   * out to be of no use.
   */
  private PageRequest at(long from, long stillWanted, long most) {
    long offset = Math.max(start, from - (from == start ? 0 : overlapAt(from)));
    long back = from - offset;
    int full = reading.pageSize();
    long fresh = stillWanted > 0 ? Math.max(Math.min(stillWanted, most), fewest) : full;
    int limit = (int) Math.max(1, Math.min(full, fresh > full ? full : fresh + back));
    return new PageRequest(search, offset, limit);
  }

  /**
   * Returns the overlap of a page with the one before it. It is less than a page, so that each page
   * leads further.
   */
  private long overlapAt(long from) {
    long rows = leastOverlap();
    if (mark.isSorted() && reading.holds(ServiceFact.TIES_UNSTABLE) && !mark.isNull()) {
      // The group at the beginning of a page to be read ahead is not known yet, so the shortest
      // counts.
      long group = from == position ? from - mark.groupStart() + 1 : SHORTEST_GROUP;
      rows = group < pageSize ? Math.max(rows, group) : rows;
    }
    return Math.min(rows, pageSize - 1L);
  }

  private int leastOverlap() {
    return Math.max(overlap, mustOverlap() ? 1 : 0);
  }

  /** Whether only an overlap can show that rows were left out between two pages. */
  private boolean mustOverlap() {
    if (end.totalsUnreliable()) {
      return true;
    }
    return isLimit ? reading.isStrict() || reading.holds(ServiceFact.CUSTOMERS_CHANGE) : growsAtEnd;
  }

  /** Returns the offset of the first row. */
  long start() {
    return start;
  }

  /** Returns the offset up to which all rows have been read. */
  long position() {
    return position;
  }

  /**
   * Goes on after a page.
   *
   * @param count how many rows the page had. If more than were requested, the page also has rows
   *     before its offset
   * @param fresh how many of the rows were new
   */
  void moveBehind(PageRequest request, int count, int fresh) {
    int limit = request.limit();
    position = request.offset() + (count > limit ? Math.max(limit, fresh) : count);
    stepsInVain = fresh > 0 ? 0 : stepsInVain;
    wanted -= fresh;
    enough = enough == NO_END ? NO_END : enough - fresh;
    firstPage = NO_END;
  }

  /** Notes that the service gives {@code size} rows on a page, whatever is requested. */
  void cutPages(int size) {
    pageSize = size;
  }

  boolean mayStepBack() {
    return stepsBack < MOST_STEPS_BACK && stepsInVain < MOST_STEPS_IN_VAIN;
  }

  /** Goes back to before a page that left a gap, with a larger overlap. */
  void stepBack(PageRequest request, long shrink) {
    stepBackTo(Math.min(position, request.offset()) - Math.max(0, shrink));
    overlap = Math.min(Math.max(1, pageSize / 2), Math.max(1, leastOverlap() * 4));
  }

  /** Goes back to the beginning of the group of equal rows that reading has come to. */
  void stepBackToGroup() {
    stepBackTo(mark.groupStart());
  }

  private void stepBackTo(long offset) {
    stepsBack++;
    stepsInVain++;
    position = Math.max(start, offset);
  }

  /** Whether one page can hold the group of equal rows that reading has come to. */
  boolean doesGroupFit() {
    return position - mark.groupStart() < pageSize - 1;
  }

  boolean isOverlapGreatest() {
    return overlap >= pageSize / 2;
  }

  /** Overlaps by a single row again, as no larger overlap helps. */
  void giveUpOverlap() {
    overlap = 1;
  }
}
