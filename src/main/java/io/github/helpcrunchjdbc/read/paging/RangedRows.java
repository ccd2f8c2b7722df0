package io.github.helpcrunchjdbc.read.paging;

import io.github.helpcrunchjdbc.learned.ServiceFact;
import io.github.helpcrunchjdbc.read.page.ReadContext;
import io.github.helpcrunchjdbc.read.page.TotalsCheck;
import io.github.helpcrunchjdbc.read.request.IdRange;
import io.github.helpcrunchjdbc.read.stream.IdSet;
import io.github.helpcrunchjdbc.read.stream.RowSource;
import io.github.helpcrunchjdbc.rows.Page;
import io.github.helpcrunchjdbc.search.Search;
import io.github.helpcrunchjdbc.search.SortOrder;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * All rows of a search, read by ranges of ids that are small enough for the service's offsets. A
 * range that is too large is cut in two, so that for {@code n} customers hardly more than {@code n
 * / 100} pages are read. Each range is read like any search, so a customer who is there throughout
 * is found in the range with its id. A range whose customers all came before is not read. Not
 * thread-safe.
 */
final class RangedRows implements RowSource {
  /** How many ranges are halved because customers are missing within their pages. */
  private static final int MOST_SHORT = 4;

  /** How many incomplete halves may show no customer but those of the page that was halved. */
  private static final int MOST_FRUITLESS = 4;

  private final ReadContext reading;
  private final IdSet seen;
  private final RangeParts parts;
  private final List<RangePart> passedOver = new ArrayList<>();
  private final RangeCuts cuts;
  private final long newest;
  private long expected;
  private long skip;
  private long rowsReturned;
  private long passed;
  private @Nullable IdWindows windows;
  private @Nullable Long behind;
  private boolean haveWindowsFailed;
  private boolean haveGaps;
  private boolean unresolved;
  private int shortRanges;
  private int fruitless;
  private @Nullable RangePart open;
  private @Nullable PagedSearch pages;
  private Iterator<@Nullable Object[]> rows = List.<@Nullable Object[]>of().iterator();

  /**
   * Starts before the first range.
   *
   * @param seen ids of customers returned before; they are not returned again
   * @param limit an offset that was seen to lead nowhere
   * @param skip how many rows to skip, whichever they are
   * @param counted how many customers the search has in all, negative if that is not known
   */
  RangedRows(ReadContext reading, Search search, IdSet seen, long limit, long skip, long counted) {
    long[] ids = seen.sorted();
    this.reading = reading;
    this.seen = seen;
    this.cuts = new RangeCuts(reading, ids, limit);
    this.newest = ids.length == 0 ? Long.MAX_VALUE : ids[ids.length - 1];
    this.skip = skip;
    // With filters, customers that begin or cease to match would change the number.
    this.expected = search.filters().isEmpty() ? counted : Page.UNKNOWN_TOTAL;
    SortOrder sort = new SortOrder(reading.layout().sorted(), true);
    this.parts = new RangeParts(search.withSort(sort), expected);
  }

  @Override
  public @Nullable Object @Nullable [] next() {
    while (true) {
      while (rows.hasNext()) {
        @Nullable Object[] row = rows.next();
        if (seen.add(reading.id(row)) && skip-- <= 0) {
          rowsReturned++;
          return row;
        }
      }
      if (windows != null) {
        rows = nextWindow(windows).iterator();
      } else if (open == null && parts.isEmpty()) {
        if (passedOver.isEmpty() || seen.count(new IdRange(null, newest)) >= expected) {
          return null;
        }
        // A range that was not read has a new customer in place of one that was deleted.
        expected = Page.UNKNOWN_TOTAL;
        passedOver.forEach(parts::push);
        passedOver.clear();
      } else {
        rows = more().iterator();
      }
    }
  }

  /** Returns the rows of the next window. If there is none, the rest is halved like any range. */
  private List<@Nullable Object[]> nextWindow(IdWindows along) {
    RangePart read = Objects.requireNonNull(open);
    IdWindow window = along.next(Math.max(1, reading.pageSize() * 9 / 10));
    Long last = window == null ? behind : window.last();
    if (window == null || last == null) {
      windows = null;
      open = null;
    }
    if (window == null) {
      haveWindowsFailed = true;
      parts.push(
          last == null
              ? read.withTotal(Page.UNKNOWN_TOTAL)
              : new RangePart(
                  read.search(), read.range().from(last), Page.UNKNOWN_TOTAL, Set.of(), false));
      return List.of();
    }
    behind = last;
    return window.rows();
  }

  private List<@Nullable Object[]> more() {
    if (open == null || pages == null) {
      return begin(parts.pop());
    }
    List<@Nullable Object[]> page = pages.nextPage();
    if (page != null) {
      return page;
    }
    RangePart read = open;
    PagedSearch ended = pages;
    open = null;
    EarlyEnd early = ended.early();
    boolean isUnproven = cuts.isUnproven(ended.seen().size(), ended.total());
    if (early == null && !ended.isShortOfTotal() && !isUnproven) {
      return ended.missedRows();
    }
    if (early != null && !early.isPageIncomplete()) {
      cuts.learnLimit(early.offset());
      halve(read, ended.seen().sorted());
    } else if (isUnproven || (shortRanges++ < MOST_SHORT && ended.seen().size() > 1)) {
      halve(read, ended.seen().sorted());
    } else {
      haveGaps = true;
    }
    return List.of();
  }

  /** Starts to read a range, or cuts it. */
  private List<@Nullable Object[]> begin(RangePart part) {
    if (part.total() >= cuts.reach() && cuts.leadAnywhere()) {
      cut(part, List.of());
      return List.of();
    }
    PagedSearch started = PagedSearch.ofRange(reading, part.inRange());
    List<@Nullable Object[]> first = started.nextPage();
    long total = started.total();
    parts.learn(part, first == null ? 0 : total, cuts);
    if (first != null && cuts.isUnproven(first.size(), total)) {
      // Its other pages may have the same customers.
      started.stop();
      halve(part, reading.sortedIds(first));
      return skip > 0 ? List.of() : first;
    }
    boolean whole = first == null || (started.isWhole() && first.size() >= total);
    if (first == null || whole || total < cuts.reach() || cuts.isOneOfEstimate(first, total)) {
      if (first != null && canSkip(total)) {
        started.stop();
        skip -= total;
        passed += total;
        return List.of();
      } else if (first != null && areAllSeen(part.range(), total)) {
        started.stop();
        passedOver.add(part.withTotal(total));
        return List.of();
      } else if (first == null || whole || cuts.leadToEnd(part.inRange(), first, total)) {
        open = part;
        pages = started;
        return first == null ? List.of() : first;
      }
    }
    started.stop();
    if (isHalvedInVain(part, first, total)) {
      haveGaps = true;
      return first;
    }
    if (!cuts.leadAnywhere()
        && !haveWindowsFailed
        && first.size() >= Math.max(2, reading.pageSize())) {
      // No offset works, so each page must be the first page of a range of ids.
      open = part;
      behind = null;
      windows = new IdWindows(reading, part.inRange());
      return List.of();
    }
    cut(part.withTotal(total), first);
    // These rows come again in their ranges. If rows are to be skipped, none may count twice.
    return skip > 0 ? List.of() : first;
  }

  private void cut(RangePart part, List<@Nullable Object[]> first) {
    boolean wereLeading = cuts.leadAnywhere();
    RangeCuts.Cut cut = cuts.cut(part.inRange(), part.range(), part.total(), first);
    if (cut != null) {
      parts.split(part, cut);
    } else if (first.isEmpty() || (wereLeading && !cuts.leadAnywhere())) {
      parts.push(part.withTotal(Page.UNKNOWN_TOTAL));
    } else {
      unresolved = true;
    }
  }

  /**
   * Whether a range has as many customers as came from it before. One may have been deleted since
   * and another not have come; then fewer customers come in all than were counted.
   */
  private boolean areAllSeen(IdRange range, long total) {
    return seen.size() < expected && areTotalsBelieved() && total == seen.count(range);
  }

  /** Whether a page is incomplete, and halving to its range has often brought no new customer. */
  private boolean isHalvedInVain(RangePart part, List<@Nullable Object[]> first, long total) {
    boolean isShort = first.size() < Math.min(total, reading.pageSize());
    return isShort
        && first.stream().map(reading::id).allMatch(part.shown()::contains)
        && ++fruitless > MOST_FRUITLESS;
  }

  private boolean canSkip(long total) {
    return total != Page.UNKNOWN_TOTAL && areTotalsBelieved() && skip >= total && seen.size() == 0;
  }

  private boolean areTotalsBelieved() {
    return !reading.facts().learned().isSuspected(ServiceFact.TOTALS_UNRELIABLE)
        && reading.facts().areTotalsBeyondPages();
  }

  /** Halves a range that did not give all its customers. */
  private void halve(RangePart part, long[] ids) {
    RangeCuts.Cut cut = cuts.inMiddleOf(ids);
    if (cut == null) {
      unresolved = true;
    } else {
      parts.split(part.withTotal(Page.UNKNOWN_TOTAL), cut);
    }
  }

  /** Returns how many rows were returned. */
  long rowsReturned() {
    return rowsReturned;
  }

  /** Returns the least offset that was seen to lead nowhere. */
  long limit() {
    return cuts.limit();
  }

  /** Returns how many customers were seen, here or before, or were skipped by their number. */
  long known() {
    return seen.size() + passed;
  }

  /** Whether the service did not give some range, however small its parts. */
  boolean isUnresolved() {
    return unresolved;
  }

  /** Whether the service counts more customers in a range than it gives, however small it is. */
  boolean haveGaps() {
    return haveGaps;
  }

  /** Whether totals prove nothing, because even the total for one customer is wrong. */
  boolean areCountsEstimates() {
    return reading.holds(ServiceFact.TOTALS_UNRELIABLE)
        || TotalsCheck.ask(reading, seen) == TotalsCheck.ESTIMATES;
  }

  @Override
  public void close() {
    if (pages != null) {
      pages.stop();
    }
    parts.clear();
    windows = null;
    open = null;
    rows = List.<@Nullable Object[]>of().iterator();
  }
}
