package io.github.helpcrunchjdbc.read.paging;

import io.github.helpcrunchjdbc.learned.ServiceFact;
import io.github.helpcrunchjdbc.read.facts.OffsetReach;
import io.github.helpcrunchjdbc.read.page.ReadContext;
import io.github.helpcrunchjdbc.read.page.TotalsControl;
import io.github.helpcrunchjdbc.read.request.IdRange;
import io.github.helpcrunchjdbc.read.stream.IdSet;
import io.github.helpcrunchjdbc.read.stream.RowSource;
import io.github.helpcrunchjdbc.rows.Page;
import io.github.helpcrunchjdbc.search.PageRequest;
import io.github.helpcrunchjdbc.search.Search;
import io.github.helpcrunchjdbc.search.SortOrder;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * All rows of a search, range of ids by range of ids in ascending order, each small enough for the
 * service's offsets. A range that its total shows to be too large is halved at an id from its
 * middle, so that of {@code n} customers hardly more than {@code n / 100} pages are read. Each
 * range is read like any search, so that whoever is there throughout is found in the one range that
 * holds the id. Not thread-safe.
 */
final class RangedRows implements RowSource {
  /**
   * A range of a search.
   *
   * @param shown who came with the page that was halved for it
   */
  private record Part(Search search, IdRange range, Set<Long> shown) {}

  /** So many ranges are halved because customers are missing from the midst of their pages. */
  private static final int MOST_SHORT = 4;

  /** So many halves that lack somebody show nobody but customers of the page that was halved. */
  private static final int MOST_FRUITLESS = 4;

  private final ReadContext reading;
  private final IdSet seen;
  private final Deque<Part> parts = new ArrayDeque<>();
  private long reach;
  private long skip;
  private long given;
  private long passed;
  private @Nullable IdWindows windows;
  private @Nullable Long behind;
  private boolean haveWindowsFailed;
  private boolean haveGaps;
  private boolean unresolved;
  private int shortRanges;
  private int fruitless;
  private @Nullable Part open;
  private @Nullable PagedSearch pages;
  private Iterator<@Nullable Object[]> rows = List.<@Nullable Object[]>of().iterator();

  /**
   * Starts before the first range.
   *
   * @param seen customers given before; they are not given again
   * @param reach the least offset at which the service gives no rows
   * @param skip how many rows to leave out, any of them
   */
  RangedRows(ReadContext reading, Search search, IdSet seen, long reach, long skip) {
    this.reading = reading;
    this.seen = seen;
    this.reach = reach;
    this.skip = skip;
    for (Search one : IdRange.conjunctions(search)) {
      parts.add(
          new Part(
              one.withSort(new SortOrder(reading.layout().sorted(), true)), IdRange.ALL, Set.of()));
    }
  }

  @Override
  public @Nullable Object @Nullable [] next() {
    while (true) {
      while (rows.hasNext()) {
        @Nullable Object[] row = rows.next();
        if (seen.add(reading.id(row)) && skip-- <= 0) {
          given++;
          return row;
        }
      }
      if (windows != null) {
        rows = nextWindow(windows).iterator();
      } else if (open == null && parts.isEmpty()) {
        return null;
      } else {
        rows = more().iterator();
      }
    }
  }

  /** The rows of the next window; where there is none, what is left is halved as any range is. */
  private List<@Nullable Object[]> nextWindow(IdWindows along) {
    Part read = Objects.requireNonNull(open);
    IdWindow window = along.next(Math.max(1, reading.pageSize() * 9 / 10));
    Long last = window == null ? behind : window.last();
    if (window == null || last == null) {
      windows = null;
      open = null;
    }
    if (window == null) {
      haveWindowsFailed = true;
      parts.push(last == null ? read : new Part(read.search(), read.range().from(last), Set.of()));
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
    Part read = open;
    PagedSearch ended = pages;
    open = null;
    EarlyEnd early = ended.early();
    if (early == null && !ended.isShortOfTotal()) {
      return ended.missedRows();
    }
    if (early != null && !early.isWithinPage()) {
      reach = Math.min(reach, Math.max(1, early.offset()));
      split(read, ended.seen().sorted());
    } else if (shortRanges++ < MOST_SHORT && ended.seen().size() > 1) {
      split(read, ended.seen().sorted());
    } else {
      haveGaps = true;
    }
    return List.of();
  }

  /** Starts to read a range, or halves it. */
  private List<@Nullable Object[]> begin(Part part) {
    Search search = part.range().of(part.search());
    PagedSearch started = PagedSearch.ofRange(reading, search);
    List<@Nullable Object[]> first = started.nextPage();
    long total = started.total();
    boolean whole = first == null || (started.isExhausted() && first.size() >= total);
    if (whole || total < reach || isOneOfEstimate(first, total)) {
      if (first != null && canSkip(total)) {
        started.stop();
        skip -= total;
        passed += total;
        return List.of();
      }
      open = part;
      pages = started;
      return first == null ? List.of() : first;
    }
    started.stop();
    if (first != null && isHalvedInVain(part, first, total)) {
      haveGaps = true;
      return first;
    }
    if (reach <= reading.pageSize() && !haveWindowsFailed && isFullPage(first)) {
      // No offset works: each page must be a range of ids.
      open = part;
      behind = null;
      windows = new IdWindows(reading, search);
      return List.of();
    }
    List<@Nullable Object[]> middle = middle(search, total);
    if (first != null && first.size() > 1 && Arrays.equals(ids(first), ids(middle))) {
      // Offsets lead nowhere: halves of such pages would hardly be smaller.
      reach = Math.min(reach, reading.pageSize());
      parts.push(part);
      return skip > 0 ? List.of() : first;
    }
    split(part, ids(middle.size() > 1 || first == null ? middle : first));
    List<@Nullable Object[]> both = new ArrayList<>(first == null ? List.of() : first);
    both.addAll(middle);
    // These rows come again in their ranges. If some are to be left out, they must not count twice.
    return skip > 0 ? List.of() : both;
  }

  /** Whether a page lacks some of its range, and smaller ranges were seen to lack them too. */
  private boolean isHalvedInVain(Part part, List<@Nullable Object[]> first, long total) {
    boolean isShort = first.size() < Math.min(total, reading.pageSize());
    return isShort
        && first.stream().map(reading::id).allMatch(part.shown()::contains)
        && ++fruitless > MOST_FRUITLESS;
  }

  /** Whether the service gives as many at a time as are asked for, which windows are made for. */
  private boolean isFullPage(@Nullable List<@Nullable Object[]> first) {
    return first != null && first.size() > 1 && first.size() >= reading.pageSize();
  }

  /** Whether one customer, whose range can't be halved, may be all that an estimate counts. */
  private boolean isOneOfEstimate(@Nullable List<@Nullable Object[]> first, long total) {
    return first != null
        && first.size() == 1
        && reading.pageSize() > 1
        && reading.holds(ServiceFact.TOTALS_UNRELIABLE)
        && SearchEnd.isEstimateOf(total, 1);
  }

  private boolean canSkip(long total) {
    return total != Page.UNKNOWN_TOTAL
        && !reading.facts().learned().isSuspected(ServiceFact.TOTALS_UNRELIABLE)
        && reading.facts().areTotalsBeyondPages()
        && skip >= total
        && seen.size() == 0;
  }

  private List<@Nullable Object[]> middle(Search search, long total) {
    long surely = Math.min(reach, OffsetReach.USUAL);
    long offset = (Math.min(total, surely) - reading.pageSize()) / 2;
    if (offset <= 0) {
      return List.of();
    }
    return reading.page(new PageRequest(search, offset, reading.pageSize())).rows();
  }

  private long[] ids(List<@Nullable Object[]> page) {
    return page.stream().mapToLong(reading::id).sorted().distinct().toArray();
  }

  /** Either half has some of the ids, so that both are smaller than the whole. */
  private void split(Part part, long[] ids) {
    if (ids.length < 2) {
      unresolved = true;
      return;
    }
    long middle = ids[ids.length / 2 - 1];
    Set<Long> shown = Arrays.stream(ids).boxed().collect(Collectors.toSet());
    parts.push(new Part(part.search(), part.range().from(middle), shown));
    parts.push(new Part(part.search(), part.range().upTo(middle), shown));
  }

  /** How many rows were given. */
  long given() {
    return given;
  }

  /** The least offset at which the service gives no rows. */
  long reach() {
    return reach;
  }

  /** How many customers were seen, here or before, or left out by their number. */
  long known() {
    return seen.size() + passed;
  }

  /** Whether there is a range that the service gave in no part small enough. */
  boolean isUnresolved() {
    return unresolved;
  }

  /** Whether a range counts more customers than it gives, however small it is. */
  boolean haveGaps() {
    return haveGaps;
  }

  /** Whether the service counts too many even of one customer, so that its counts prove nothing. */
  boolean areCountsEstimates() {
    return reading.holds(ServiceFact.TOTALS_UNRELIABLE)
        || TotalsControl.of(reading, seen) == TotalsControl.ESTIMATES;
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
