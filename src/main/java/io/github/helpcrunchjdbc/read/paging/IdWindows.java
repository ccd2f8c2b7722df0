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
 * Goes along a search's ids window by window, each as large as is wanted next. The service can't
 * sort by id, but it counts any range of ids: a range that has more than it should is narrowed by
 * the ids of the page that came with its total, until the total fits. A window is one answer, or
 * read like any search, and ids never move: so it is exact whatever moves meanwhile. Not
 * thread-safe.
 */
public final class IdWindows {
  /** Of a page so much is aimed at, for guesses are off by some rows. */
  private static final double AIM = 0.9;

  /** Of several pages so much: a guess is off by less of them. */
  private static final double AIM_OF_SEVERAL = 0.95;

  private static final double MOST_OVER = 1.5;

  /** A narrower window that has more than this part of the wider one shows that ids mislead. */
  private static final double POOR = 0.6;

  /** Of a smaller part that was ever seen the ids tell nothing of the others. */
  private static final double FEW_SEEN = 0.5;

  /** After so many totals for one window reading everything is not dearer by much. */
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
   * @param search its filters are ANDed and none of them bounds where it begins
   * @param after the place behind which the first window begins, null for no bound
   * @param gap how far apart ids are there, 0 if that is not known
   * @param left about how many rows stand behind it, negative if that is not known
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

  /** Windows of a page each, upwards from the first, where no offset leads to a second page. */
  IdWindows(ReadContext reading, Search search) {
    this(reading, search, new IdOrder(false), null, 0, -1);
    isOfOnePage = true;
  }

  /** How large the rows of the last window were, 0 if that is not known. */
  public long bytesOfRow() {
    return bytesOfRow;
  }

  /** About how many rows are left, negative if that is not known. */
  public long left() {
    return left;
  }

  /** How far apart ids were, 0 if that is not known. */
  public double gap() {
    return gap;
  }

  /**
   * The next window, which may have nobody; null if the service's totals are of no use for it.
   *
   * @param wanted how many rows are asked for, {@link ReadRequest#NO_LIMIT} for all
   */
  public @Nullable IdWindow next(long wanted) {
    // Who asks for the next has given on the rows of the one before.
    reader.drop();
    int size = reading.pageSize();
    long pages = (long) Math.ceil(Math.min(wanted, 1L << 40) / (AIM * size));
    double full = (double) pages * size;
    double aim = pages <= 1 ? AIM * size : AIM_OF_SEVERAL * full;
    // A first guess that is as far from too few as from too many.
    aim = gap > 0 ? aim : Math.min(aim, (wanted + full) / 2);
    // The rest of two pages takes one request, as a narrower window does.
    double most = pages > 1 ? aim * MOST_OVER : isOfOnePage ? size : twoPages(size);
    boolean isEnd = left >= 0 && left < Math.max(size, wanted);
    Long last = gap > 0 && after != null && !isEnd ? behind(after, step(aim)) : null;
    if (last != null && pages > 1) {
      List<@Nullable Object[]> fitting = reader.ifFits(order.window(search, after, last), most);
      if (fitting != null && !fitting.isEmpty()) {
        return moveOn(last, fitting);
      }
      // It held more than it should: the ids are denser here than they were. Or it had nobody:
      // then all that is left is asked for in any case.
      last = null;
    }
    long before = Long.MAX_VALUE;
    boolean latest = false;
    double everSeen = 1;
    boolean isAskedAgain = false;
    boolean isOdd = false;
    for (int guess = 0; guess < MOST_GUESSES; guess++) {
      reading.execution().checkActive();
      Search window = order.window(search, after, last);
      Page page = reading.page(new PageRequest(window.withSort(order.likely()), 0, size));
      int count = page.rows().size();
      boolean isNobody = count == 0 && page.total() == 0;
      if (isNobody && (last == null ? left > 0 : guess == 0)) {
        // A guess may have met nobody; that nobody is left who was counted is odd.
        isOdd = last == null;
        left = last == null ? 0 : left;
        last = null;
        continue;
      } else if (isNobody && isOdd && given > 0) {
        reader.seeThatNobodyIsLeft(order.window(search, start, null), given);
      }
      reading.facts().learnPage(count);
      left = last == null ? page.total() : left;
      if (!isUsable(page, size)
          || (page.total() <= most && SearchEnd.isLikelyCapped(page.total()))) {
        return null;
      } else if (count == page.total() && (count < size || isFullPageBelieved())) {
        if (guess > 0 && last != null && !isAskedAgain && !isThere(page, last)) {
          // He is gone, or the answer is wrong.
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
      if (total > POOR * before || (everSeen > 0 && isNobodySeen(page))) {
        if (everSeen >= FEW_SEEN) {
          latest = !latest;
          page = reading.page(everSeen(window, (long) (total * everSeen), latest));
          everSeen = page.rows().size() < 2 ? 0 : Math.min(1, (double) page.total() / total);
        }
        if (everSeen < FEW_SEEN) {
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
   * A page of those ever seen, away from the ends of {@code lastSeen}, where the first ones have
   * the wrong ids: customers without a first visit may stand there, thousands of them, the oldest
   * in front. At the ends of {@code lastSeen} many may have one time, and stand by their ids again;
   * the middle may be beyond all who were seen.
   */
  private PageRequest everSeen(Search window, long total, boolean latest) {
    return new PageRequest(
        window.and(NullFacts.SEEN).withSort(new SortOrder(CustomerColumns.LAST_SEEN, latest)),
        half(total) / 2,
        reading.pageSize());
  }

  /** A page from the middle, where hardly anybody was ever seen. */
  private PageRequest middle(Search window, long total) {
    return new PageRequest(window.withSort(order.likely()), half(total), reading.pageSize());
  }

  /** Half of the way, or of what offsets reach in any service. */
  private long half(long total) {
    return Math.min(total, OffsetReach.USUAL - reading.pageSize()) / 2;
  }

  /** Whether a page shows nobody who has a first visit: such customers stand by their ids. */
  private boolean isNobodySeen(Page page) {
    return page.rows().stream().allMatch(row -> reading.value(row) == null);
  }

  /** So many two pages hold; of the oldest first the second begins with the first's last row. */
  private double twoPages(int size) {
    return order.descending() ? 2.0 * size : 2.0 * size - 1;
  }

  /** A place so far behind another, null where there is none. */
  private static @Nullable Long behind(long place, long step) {
    return place > Long.MAX_VALUE - step ? null : (Long) (place + step);
  }

  private long step(double rows) {
    return (long) Math.max(1, Math.min(1e15, Math.rint(gap * rows)));
  }

  /** Whether a page says truly how many there are, as far as it can be seen. */
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

  /** Whether a full page that is all there is by its total need not be made smaller to see that. */
  private boolean isFullPageBelieved() {
    ReadFacts facts = reading.facts();
    return facts.areTotalsBeyondPages() && (!reading.isDistrustful() || facts.areTotalsSeenRight());
  }

  /** Whether a window has its last customer, whom a page has shown. */
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
      // An empty window does not tell how far apart the next ids are.
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
   * A place before which about as many rows stand as are aimed at.
   *
   * @param page of a window with too many rows
   */
  private Long narrower(Page page, double aim, long wanted) {
    List<@Nullable Object[]> rows = new ArrayList<>(page.rows());
    rows.sort(Comparator.comparingLong(row -> order.place(reading.id(row))));
    double each = (double) page.total() / rows.size();
    int fitting = (int) Math.floor(aim / each);
    // The page may hold the first ids only; then the next window would be far too small.
    int least = (int) Math.min(wanted, Math.max(1, rows.size() / 4));
    int index = Math.min(rows.size() - 1, Math.max(fitting, least)) - 1;
    return place(rows, Math.max(0, index));
  }

  private long place(List<@Nullable Object[]> rows, int index) {
    return order.place(reading.id(rows.get(index)));
  }
}
