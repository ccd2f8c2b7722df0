package io.github.helpcrunchjdbc.read.paging;

import io.github.helpcrunchjdbc.execution.RowSize;
import io.github.helpcrunchjdbc.learned.ServiceFact;
import io.github.helpcrunchjdbc.read.facts.NullFacts;
import io.github.helpcrunchjdbc.read.facts.OffsetReach;
import io.github.helpcrunchjdbc.read.facts.ReadFacts;
import io.github.helpcrunchjdbc.read.page.ReadContext;
import io.github.helpcrunchjdbc.read.request.IdOrder;
import io.github.helpcrunchjdbc.read.request.ReadRequest;
import io.github.helpcrunchjdbc.rows.Page;
import io.github.helpcrunchjdbc.search.CustomerColumns;
import io.github.helpcrunchjdbc.search.PageRequest;
import io.github.helpcrunchjdbc.search.Search;
import io.github.helpcrunchjdbc.search.SortOrder;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Goes along a search's ids window by window. The service can't sort by id, but it counts any range
 * of ids. If a range has too many rows, it is narrowed by the ids of the page that came with its
 * total, until the total fits. A window is one answer, or is read like any search, and ids never
 * change: so it is exact whatever moves meanwhile. Not thread-safe.
 */
public final class IdWindows {
  /** A guess for one page aims at this part of it, as guesses are off by some rows. */
  private static final double AIM = 0.9;

  /** A guess for several pages aims at this part of them: it is off by a smaller part. */
  private static final double AIM_OF_SEVERAL = 0.95;

  private static final double MOST_OVER = 1.5;

  /** If a narrower window has more than this part of the wider one, its ids mislead. */
  private static final double POOR = 0.6;

  /** If fewer than this part of the customers have a lastSeen, their ids say little of others. */
  private static final double FEW_SEEN = 0.5;

  /** After this many totals for one window, it costs little more to read everything. */
  private static final int MOST_GUESSES = 10;

  private final ReadContext reading;
  private final Search search;
  private final IdOrder order;
  private final WindowReader reader;
  private boolean isOfOnePage;
  private @Nullable Long after;
  private double gap;
  private long left;
  private long bytesOfRow;
  private final @Nullable Long start;
  private long given;

  /**
   * Starts before the first window.
   *
   * @param search its filters are ANDed, and none bounds where it begins
   * @param after the place just before the first window, null for no bound
   * @param gap the distance between ids there, 0 if that is not known
   * @param left about how many rows come after that place, negative if that is not known
   */
  public IdWindows(
      ReadContext reading,
      Search search,
      IdOrder order,
      @Nullable Long after,
      double gap,
      long left) {
    this.reading = reading;
    this.search = search;
    this.order = order;
    this.reader = new WindowReader(reading);
    this.start = after;
    this.after = after;
    this.gap = gap;
    this.left = left;
  }

  /** Creates windows of one page each, from the least id up, for services without a second page. */
  IdWindows(ReadContext reading, Search search) {
    this(reading, search, new IdOrder(false), null, 0, -1);
    isOfOnePage = true;
  }

  /** Returns the size of a row of the last window in bytes, 0 if that is not known. */
  public long bytesOfRow() {
    return bytesOfRow;
  }

  /** Returns about how many rows are left, negative if that is not known. */
  public long left() {
    return left;
  }

  /** Returns the distance between ids, 0 if that is not known. */
  public double gap() {
    return gap;
  }

  /**
   * Returns the next window, which may be empty; null if the service's totals can't be used for it.
   *
   * @param wanted how many rows are asked for, {@link ReadRequest#NO_LIMIT} for all
   */
  public @Nullable IdWindow next(long wanted) {
    // The caller has returned the rows of the window before.
    reader.drop();
    int size = reading.pageSize();
    long pages = (long) Math.ceil(Math.min(wanted, 1L << 40) / (AIM * size));
    double full = (double) pages * size;
    double aim = pages <= 1 ? AIM * size : AIM_OF_SEVERAL * full;
    // Without a known distance, the first guess is as far from too few rows as from too many.
    aim = gap > 0 ? aim : Math.min(aim, (wanted + full) / 2);
    // The second of two pages takes one request, and so does a narrower window.
    double most = pages > 1 ? aim * MOST_OVER : isOfOnePage ? size : twoPages(size);
    boolean isEnd = left >= 0 && left < Math.max(size, wanted);
    Long last = gap > 0 && after != null && !isEnd ? behind(after, step(aim)) : null;
    if (last != null && pages > 1) {
      List<@Nullable Object[]> fitting = reader.ifFits(order.window(search, after, last), most);
      if (fitting != null && !fitting.isEmpty()) {
        return moveOn(last, fitting);
      }
      // The window was empty or had too many rows, so the ids are denser here than they were. The
      // next request is for all that is left.
      last = null;
    }
    long before = Long.MAX_VALUE;
    boolean latest = false;
    double shareWithLastSeen = 1;
    boolean isAskedAgain = false;
    boolean isOdd = false;
    for (int guess = 0; guess < MOST_GUESSES; guess++) {
      reading.execution().checkActive();
      Search window = order.window(search, after, last);
      Page page = reading.page(new PageRequest(window.withSort(order.likely()), 0, size));
      int count = page.rows().size();
      boolean isNobody = count == 0 && page.total() == 0;
      if (isNobody && (last == null ? left > 0 : guess == 0)) {
        // A guess may be an empty window. But it is odd if counted customers are not there.
        isOdd = last == null;
        left = last == null ? 0 : left;
        last = null;
        continue;
      } else if (isNobody && isOdd && given > 0) {
        Search whole = order.window(search, start, null);
        reader.checkNoneLeft(whole, order.window(search, start, after), given);
      }
      reading.facts().learnPage(count);
      left = last == null ? page.total() : left;
      if (!isUsable(page, size)
          || (page.total() <= most && SearchEnd.isLikelyCapped(page.total()))) {
        return null;
      } else if (count == page.total() && (count < size || isFullPageBelieved())) {
        if (guess > 0 && last != null && !isAskedAgain && !isThere(page, last)) {
          // The customer was deleted, or the answer is wrong.
          isAskedAgain = true;
          continue;
        }
        if (count > 0 && count < size) {
          reading.facts().learnTotalsSeenRight();
        }
        return moveOn(last, page.rows());
      } else if (count < page.total() && page.total() <= most) {
        return moveOn(last, reader.everything(window.withSort(order.likely()), page));
      }
      long total = page.total();
      if (total > POOR * before || (shareWithLastSeen > 0 && lacksAllTimes(page))) {
        if (shareWithLastSeen >= FEW_SEEN) {
          latest = !latest;
          page = reading.page(withLastSeen(window, (long) (total * shareWithLastSeen), latest));
          shareWithLastSeen =
              page.rows().size() < 2 ? 0 : Math.min(1, (double) page.total() / total);
        }
        if (shareWithLastSeen < FEW_SEEN) {
          page = reading.page(middle(window, total));
        }
        guess++;
      }
      if (page.rows().size() < 2) {
        return null;
      }
      before = total;
      last = narrower(page, aim, wanted);
    }
    return null;
  }

  /**
   * Returns a page of customers with a lastSeen, away from the ends of that order. Customers
   * without a firstSeen may fill the first pages by thousands, oldest first, and mislead by their
   * ids. At the ends of lastSeen many may have the same time and be in the order of their ids; the
   * middle of all may be beyond the customers with a lastSeen.
   */
  private PageRequest withLastSeen(Search window, long total, boolean latest) {
    return new PageRequest(
        window
            .and(NullFacts.HAS_LAST_SEEN)
            .withSort(new SortOrder(CustomerColumns.LAST_SEEN, latest)),
        half(total) / 2,
        reading.pageSize());
  }

  /** Returns a page from the middle, for searches of which hardly any customer has a lastSeen. */
  private PageRequest middle(Search window, long total) {
    return new PageRequest(window.withSort(order.likely()), half(total), reading.pageSize());
  }

  /** Returns half of the total, or half of the offset that any service accepts. */
  private long half(long total) {
    return Math.min(total, OffsetReach.USUAL - reading.pageSize()) / 2;
  }

  /** Whether no customer on a page has a firstSeen. Such customers come in the order of ids. */
  private boolean lacksAllTimes(Page page) {
    return page.rows().stream().allMatch(row -> reading.value(row) == null);
  }

  /** Returns how many rows fit on two pages. Ascending, the second repeats the first's last row. */
  private double twoPages(int size) {
    return order.descending() ? 2.0 * size : 2.0 * size - 1;
  }

  /** Returns the place {@code step} after another, null if there is none. */
  private static @Nullable Long behind(long place, long step) {
    return place > Long.MAX_VALUE - step ? null : (Long) (place + step);
  }

  private long step(double rows) {
    return (long) Math.max(1, Math.min(1e15, Math.rint(gap * rows)));
  }

  /** Whether a page's total can be true, as far as the page shows. */
  private boolean isUsable(Page page, int limit) {
    int count = page.rows().size();
    ReadFacts facts = reading.facts();
    if (page.total() == Page.UNKNOWN_TOTAL || reading.holds(ServiceFact.TOTALS_UNRELIABLE)) {
      return false;
    } else if (count > page.total()) {
      reading.note(ServiceFact.TOTALS_UNRELIABLE, count + " rows of a total of " + page.total());
      return false;
    }
    boolean isShort = count < page.total() && (count == 0 || facts.isSurelyLast(count, limit));
    return !isShort;
  }

  /** Whether a full page with an equal total is believed to be all there is. */
  private boolean isFullPageBelieved() {
    ReadFacts facts = reading.facts();
    return facts.areTotalsBeyondPages() && (!reading.isStrict() || facts.areTotalsSeenRight());
  }

  /** Whether a window still has its last customer, whom an earlier page has shown. */
  private boolean isThere(Page page, long last) {
    return page.rows().stream().anyMatch(row -> order.place(reading.id(row)) == last);
  }

  private IdWindow moveOn(@Nullable Long last, List<@Nullable Object[]> found) {
    List<@Nullable Object[]> rows = new ArrayList<>(found);
    rows.sort(Comparator.comparingLong(row -> order.place(reading.id(row))));
    if (rows.size() > 1) {
      long first = place(rows, 0);
      gap = Math.max(1, (place(rows, rows.size() - 1) - first) / (rows.size() - 1.0));
    } else {
      // An empty window does not tell the distance of the next ids.
      gap = 0;
    }
    after = last;
    left = Math.max(-1, left - rows.size());
    given += rows.size();
    if (!rows.isEmpty()) {
      bytesOfRow = RowSize.of(rows.get(0));
    }
    return new IdWindow(last, rows);
  }

  /**
   * Returns a place before which there are about as many rows as are aimed at.
   *
   * @param page a page of a window with too many rows
   */
  private Long narrower(Page page, double aim, long wanted) {
    List<@Nullable Object[]> rows = new ArrayList<>(page.rows());
    rows.sort(Comparator.comparingLong(row -> order.place(reading.id(row))));
    double each = (double) page.total() / rows.size();
    int fitting = (int) Math.floor(aim / each);
    // The page may have the first ids only. Then the next window would be far too small.
    int least = (int) Math.min(wanted, Math.max(1, rows.size() / 4));
    int index = Math.min(rows.size() - 1, Math.max(fitting, least)) - 1;
    return place(rows, Math.max(0, index));
  }

  private long place(List<@Nullable Object[]> rows, int index) {
    return order.place(reading.id(rows.get(index)));
  }
}
