package io.github.helpcrunchjdbc.read.order;

import io.github.helpcrunchjdbc.learned.ServiceFact;
import io.github.helpcrunchjdbc.read.page.MissingRowFinder;
import io.github.helpcrunchjdbc.read.page.ReadContext;
import io.github.helpcrunchjdbc.read.paging.PageRows;
import io.github.helpcrunchjdbc.read.paging.PagedSearch;
import io.github.helpcrunchjdbc.read.request.ReadRequest;
import io.github.helpcrunchjdbc.read.request.RowDemand;
import io.github.helpcrunchjdbc.read.request.RowOrder;
import io.github.helpcrunchjdbc.read.stream.IdSet;
import io.github.helpcrunchjdbc.read.stream.RowSource;
import io.github.helpcrunchjdbc.read.totals.SortedOffsets;
import io.github.helpcrunchjdbc.rows.Page;
import io.github.helpcrunchjdbc.search.Operator;
import io.github.helpcrunchjdbc.search.PageRequest;
import io.github.helpcrunchjdbc.search.Search;
import io.github.helpcrunchjdbc.search.SearchFilter;
import io.github.helpcrunchjdbc.search.decode.UnixTime;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Objects;
import java.util.Queue;
import org.jspecify.annotations.Nullable;

/**
 * The rows of a search that have no value in the column by which it is sorted. They are read from
 * the end at which the service puts them, up to the first row with a value.
 */
final class NullRows implements RowSource {
  /** The number of rows with a value if it is not known. */
  static final long UNKNOWN = -1;

  /** How many customers may be deleted while the place is searched for. */
  private static final int SLACK = 3;

  private final ReadContext reading;
  private final Search search;
  private final RowOrder order;
  private final long valued;
  private final RowDemand wanted;
  private final Queue<@Nullable Object[]> ready = new ArrayDeque<>();
  private final IdSet given;
  private @Nullable PagedSearch pages;
  private boolean wholeSearch;
  private boolean ended;
  private boolean complete;

  /**
   * Starts before the first row.
   *
   * @param order the order in which the rows with a value are read
   * @param valued how many rows of the search have a value, or {@link #UNKNOWN}
   * @param wanted how many of the rows without a value will be used
   */
  NullRows(ReadContext reading, Search search, RowOrder order, long valued, RowDemand wanted) {
    this.reading = reading;
    this.given = new IdSet(reading.kept());
    this.search = search;
    this.order = order;
    this.valued = valued;
    this.wanted = wanted;
  }

  @Override
  public @Nullable Object @Nullable [] next() {
    if (pages == null && !reading.holds(ServiceFact.IGNORES_SORT)) {
      pages = start();
    }
    while (ready.isEmpty() && !complete) {
      List<@Nullable Object[]> page =
          pages == null || ended || reading.holds(ServiceFact.IGNORES_SORT)
              ? null
              : pages.nextPage();
      if (page != null) {
        accept(page);
      } else {
        if (pages != null) {
          pages.stop();
        }
        complete();
      }
    }
    @Nullable Object[] row = ready.poll();
    if (row != null && complete) {
      reading.drop(row);
    }
    return row;
  }

  /** Reads all rows if rows without a value may be anywhere, or have changed places. */
  private void complete() {
    complete = true;
    wholeSearch = true;
    if (reading.holds(ServiceFact.IGNORES_SORT) || reading.progress().isSortedByUnreadable()) {
      acceptKept(PageRows.everything(reading, search));
    } else if (pages != null && pages.early() != null) {
      acceptKept(reading.gather(pages.beyond(0)));
    } else if (pages != null && pages.haveTiesMoved()) {
      acceptKept(new MissingRowFinder(reading, search, pages.seen()).byListing());
    }
  }

  /** Finds the end at which the rows without a value are. Returns pages that go on from there. */
  private PagedSearch start() {
    PagedSearch reversed = pagesOf(order.reversed(), 0);
    List<@Nullable Object[]> page = reversed.nextPage();
    if (page != null) {
      reading.learnNullPlace(search, order.reversed().sort(), page, 0);
    }
    if (page == null || isNoCustomerLeft(reversed.total())) {
      reversed.stop();
      return reversed;
    }
    if (isNull(page.get(0)) || reversed.isWhole()) {
      wholeSearch = reversed.isWhole();
      PagedSearch counted = wholeSearch ? null : counted(reversed, page);
      if (counted != null) {
        return counted;
      }
      accept(page);
      return reversed;
    }
    PagedSearch forward = pagesOf(order, 0);
    page = Objects.requireNonNullElse(forward.nextPage(), List.of());
    if (!page.isEmpty() && isNull(page.get(0))) {
      accept(page);
      return forward;
    }
    // The rows without a value come last in both directions.
    wholeSearch = true;
    PagedSearch last = valued == UNKNOWN ? fromPlace() : null;
    return last == null ? pagesOf(order, Math.max(0, valued)) : last;
  }

  /** Returns pages from just before the first row without a value, null if it can't be found. */
  private @Nullable PagedSearch fromPlace() {
    Long place = new SortedOffsets(reading.probing(), search, order.sort()).endOfValues();
    if (place == null || place <= SLACK) {
      return null;
    }
    PagedSearch last = pagesOf(order, place - SLACK);
    List<@Nullable Object[]> page = last.nextPage();
    if (page == null || isNull(page.get(0))) {
      last.stop();
      return null;
    }
    accept(page);
    return last;
  }

  /**
   * Starts the pages anew for just as many rows as have no value; null if their number is unknown.
   */
  private @Nullable PagedSearch counted(PagedSearch open, List<@Nullable Object[]> first) {
    boolean isCountable =
        wanted.stopsAtRow()
            && first.size() == reading.pageSize()
            && isNull(first.get(first.size() - 1))
            && order.column().isSearchable()
            && search.isConjunction()
            && open.total() != Page.UNKNOWN_TOTAL;
    if (!isCountable) {
      return null;
    }
    SearchFilter seen = new SearchFilter(order.column(), Operator.GE, UnixTime.FIRST_SECOND);
    Page some = reading.probing().page(new PageRequest(search.and(seen).withSort(null), 0, 1));
    long nulls = open.total() - some.total();
    if (some.total() == Page.UNKNOWN_TOTAL || nulls < first.size()) {
      return null;
    }
    open.stop();
    Search sorted = search.withSort(order.reversed().sort());
    PageRequest request = new PageRequest(sorted, 0, reading.pageSize());
    return PagedSearch.of(
        reading.having(request, new Page(first, open.total())),
        sorted,
        0,
        new RowDemand(wanted.most(), ReadRequest.NO_LIMIT, wanted.anyRows(), false, nulls));
  }

  private boolean isNoCustomerLeft(long total) {
    return valued != UNKNOWN && total == valued && !reading.holds(ServiceFact.TOTALS_UNRELIABLE);
  }

  private PagedSearch pagesOf(RowOrder direction, long offset) {
    return PagedSearch.of(reading, search.withSort(direction.sort()), offset, wanted);
  }

  private void accept(List<@Nullable Object[]> page) {
    for (@Nullable Object[] row : page) {
      accept(row);
    }
  }

  /**
   * Accepts rows whose memory is counted. A row that is not used is uncounted here, the others when
   * they are returned.
   */
  private void acceptKept(List<@Nullable Object[]> rows) {
    for (@Nullable Object[] row : rows) {
      if (!accept(row)) {
        reading.drop(row);
      }
    }
  }

  private boolean accept(@Nullable Object[] row) {
    if (!isNull(row)) {
      ended |= !wholeSearch;
      return false;
    }
    return given.add(reading.id(row)) && ready.add(row);
  }

  /** Whether a customer was among the rows. */
  boolean hasGiven(long id) {
    return given.contains(id);
  }

  private boolean isNull(@Nullable Object[] row) {
    return reading.value(row) == null;
  }

  @Override
  public void close() {
    if (pages != null) {
      pages.stop();
    }
    ready.clear();
    complete = true;
  }
}
