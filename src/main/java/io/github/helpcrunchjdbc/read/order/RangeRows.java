package io.github.helpcrunchjdbc.read.order;

import io.github.helpcrunchjdbc.error.ErrorCode;
import io.github.helpcrunchjdbc.learned.ServiceFact;
import io.github.helpcrunchjdbc.read.page.ReadContext;
import io.github.helpcrunchjdbc.read.paging.PageRows;
import io.github.helpcrunchjdbc.read.paging.PagedSearch;
import io.github.helpcrunchjdbc.read.request.RowDemand;
import io.github.helpcrunchjdbc.read.request.RowOrder;
import io.github.helpcrunchjdbc.read.request.TimeRange;
import io.github.helpcrunchjdbc.read.stream.IdSet;
import io.github.helpcrunchjdbc.read.stream.RowSource;
import io.github.helpcrunchjdbc.read.totals.SortedOffsets;
import io.github.helpcrunchjdbc.rows.Page;
import io.github.helpcrunchjdbc.search.PageRequest;
import io.github.helpcrunchjdbc.search.Search;
import io.github.helpcrunchjdbc.search.SortOrder;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * The rows of one search whose time lies in a range that no filter can express. The search is
 * sorted by that time, and reading ends at the first row after the range. If the range does not
 * begin on the first page, its offset is searched for, and the first row read there must come
 * before the range. Not thread-safe.
 *
 * <p>If the service turns out not to sort, all rows of the search are returned; the residual drops
 * those outside the range.
 */
final class RangeRows implements RowSource {
  /** How many customers may come or go while the place is searched for. */
  private static final int SLACK = 3;

  private static final int MOST_SEARCHES = 3;

  private final ReadContext reading;
  private final Search search;
  private final TimeRange range;
  private final RangeSides sides;
  private final boolean descending;
  private final RowDemand wanted;
  private final boolean ordered;
  private final AtomicReference<@Nullable List<@Nullable Object[]>> whole;
  private final Comparator<@Nullable Object[]> comparator;
  private final Queue<@Nullable Object[]> ready = new ArrayDeque<>();
  private final IdSet given;
  private @Nullable PagedSearch pages;
  private boolean inMiddle;
  private boolean finished;

  /** The row that was returned last, null before the first. */
  private @Nullable Object @Nullable [] last;

  /**
   * Starts before the first page.
   *
   * @param sort the order of the range's time
   * @param wanted how many rows of the range will be used
   * @param ordered whether the order of the rows matters
   * @param whole all rows of the search once they have been read; all its ranges share it
   */
  RangeRows(
      ReadContext reading,
      Search search,
      SortOrder sort,
      TimeRange range,
      RowDemand wanted,
      boolean ordered,
      AtomicReference<@Nullable List<@Nullable Object[]>> whole) {
    this.reading = reading;
    this.given = new IdSet(reading.kept());
    this.search = search.withSort(sort);
    this.range = range;
    this.descending = sort.descending();
    this.sides = new RangeSides(range, descending);
    this.wanted = wanted.stoppingAtRow();
    this.ordered = ordered;
    this.whole = whole;
    this.comparator = order().comparator(reading.layout().orderIndex());
  }

  @Override
  public @Nullable Object @Nullable [] next() {
    while (true) {
      @Nullable Object[] row = ready.poll();
      if (row != null) {
        return row;
      }
      if (finished) {
        return null;
      }
      PagedSearch open = pages;
      if (open == null) {
        start();
      } else {
        accept(open, open.nextPage());
      }
    }
  }

  /** Finds the page on which the range begins. */
  private void start() {
    List<@Nullable Object[]> all = whole.get();
    if (all != null) {
      finished = true;
      all.forEach(this::give);
      return;
    } else if (reading.holds(ServiceFact.IGNORES_SORT)) {
      // The reading of an earlier range may have shown that the service does not sort.
      finished = true;
      giveRest();
      return;
    }
    PagedSearch front = pagesFrom(0, wanted);
    List<@Nullable Object[]> first = front.nextPage();
    if (first != null && front.isWhole() && !front.isOrderBroken()) {
      whole.set(first);
    }
    if (first != null && !first.isEmpty() && !front.isOrderBroken()) {
      reading.learnNullPlace(search, order().sort(), first, 0);
      if (front.isWhole() || !isAllAhead(first) || !canSearch(front.total())) {
        pages = front;
        accept(front, first);
        return;
      }
      front.stop();
      if (startInMiddle(first, front.total())) {
        return;
      }
      front = pagesFrom(0, wanted);
      first = front.nextPage();
    }
    pages = front;
    accept(front, first);
  }

  /** Whether it pays to search for the offset, and the total can be trusted for that. */
  private boolean canSearch(long total) {
    return total > 2L * reading.pageSize() && !reading.holds(ServiceFact.TOTALS_UNRELIABLE);
  }

  private boolean startInMiddle(List<@Nullable Object[]> front, long total) {
    if (front.stream().anyMatch(reading.layout()::hasFraction)) {
      return false;
    }
    for (int i = 0; i < MOST_SEARCHES; i++) {
      SortedOffsets offsets = new SortedOffsets(reading, search, order().sort());
      if (i == 0) {
        offsets.begin(total, front.stream().map(reading::value).toList());
      }
      Long place = offsets.placeOf(range);
      if (place == null) {
        return false;
      }
      long from = Math.max(0, place - SLACK);
      Page last = offsets.lastPage();
      boolean isSeen =
          last != null
              && offsets.lastOffset() < place
              && place < offsets.lastOffset() + last.rows().size();
      PagedSearch found =
          isSeen && last != null
              ? continued(offsets.lastOffset(), last, place)
              : pagesFrom(from, wanted.after(from - place));
      from = isSeen ? offsets.lastOffset() : from;
      List<@Nullable Object[]> first = found.nextPage();
      if (first != null
          && !found.isOrderBroken()
          && (from == 0 || sides.isAhead(reading.value(first.get(0))))) {
        pages = found;
        inMiddle = from > 0;
        accept(found, first);
        return true;
      }
      found.stop();
    }
    return false;
  }

  /** Returns pages of which the first has come already. */
  private PagedSearch continued(long offset, Page page, long place) {
    PageRequest request = new PageRequest(search, offset, reading.pageSize());
    ReadContext seen = reading.having(request, page);
    RowDemand demand = wanted.after(offset - place).fromPageOf(seen.pageSize());
    return PagedSearch.of(seen, search, order(), offset, demand);
  }

  private RowOrder order() {
    return new RowOrder(range.column(), descending, false);
  }

  private PagedSearch pagesFrom(long offset, RowDemand demand) {
    return PagedSearch.of(reading, search, order(), offset, demand);
  }

  private boolean isAllAhead(List<@Nullable Object[]> rows) {
    return rows.stream().map(reading::value).allMatch(sides::isAhead);
  }

  private void accept(PagedSearch from, @Nullable List<@Nullable Object[]> page) {
    if (from.isOrderBroken()) {
      finished = true;
      from.stop();
      giveRest();
      return;
    }
    if (page == null) {
      finish(from, false);
      return;
    }
    for (@Nullable Object[] row : page) {
      give(row);
      sides.learn(reading.value(row));
    }
    boolean isBehind = sides.isBehind(reading.value(page.get(page.size() - 1)));
    if (isBehind && !from.isWhole()) {
      from.stop();
    }
    if (isBehind || from.isWhole()) {
      finish(from, isBehind);
    }
  }

  /** Queues a row to be returned if it is in the range and new. Returns whether it is. */
  private boolean give(@Nullable Object[] row) {
    Long value = reading.value(row);
    boolean isNew = value != null && range.contains(value) && given.add(reading.id(row));
    if (isNew) {
      ready.add(row);
      last = row;
    }
    return isNew;
  }

  /**
   * Adds the rows that the pages have missed, had in the wrong place, or did not lead to.
   *
   * @param isBehind whether the pages led to the end of the range
   */
  private void finish(PagedSearch from, boolean isBehind) {
    finished = true;
    if ((inMiddle && from.mayHaveMissed()) || from.isDisconnected()) {
      giveRest();
      return;
    }
    boolean isEarly = from.early() != null && !isBehind;
    List<@Nullable Object[]> late =
        isEarly ? reading.gather(from.beyond(0)) : new ArrayList<>(from.missedRows());
    late.sort(comparator);
    @Nullable Object @Nullable [] before = last;
    boolean isDisturbed = false;
    for (@Nullable Object[] row : late) {
      boolean isInRange = give(row);
      isDisturbed |= isInRange && before != null && comparator.compare(row, before) < 0;
      if (isEarly && !isInRange) {
        reading.drop(row);
      }
    }
    if (ordered && isDisturbed) {
      reading.flawed(
          ErrorCode.ORDER_DISTURBED,
          "customers moved in the order while it was read; those found late stand at the end");
    }
  }

  /** Reads all rows and sorts them here. They are kept for the ranges that follow. */
  private void giveRest() {
    List<@Nullable Object[]> rest = whole.get();
    if (rest == null) {
      rest = PageRows.everything(reading, search);
      rest.sort(comparator);
      whole.set(rest);
    }
    rest.forEach(this::give);
  }

  @Override
  public void close() {
    finished = true;
    if (pages != null) {
      pages.stop();
    }
    ready.clear();
  }
}
