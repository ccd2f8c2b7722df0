package io.github.helpcrunchjdbc.read.order;

import io.github.helpcrunchjdbc.learned.ServiceFact;
import io.github.helpcrunchjdbc.read.page.FilterControl;
import io.github.helpcrunchjdbc.read.page.ReadContext;
import io.github.helpcrunchjdbc.read.paging.PageRows;
import io.github.helpcrunchjdbc.read.paging.PagedSearch;
import io.github.helpcrunchjdbc.read.request.ReadRequest;
import io.github.helpcrunchjdbc.read.request.RowDemand;
import io.github.helpcrunchjdbc.read.request.RowOrder;
import io.github.helpcrunchjdbc.read.stream.RowSource;
import io.github.helpcrunchjdbc.rows.Undecodable;
import io.github.helpcrunchjdbc.search.ColumnDef;
import io.github.helpcrunchjdbc.search.Operator;
import io.github.helpcrunchjdbc.search.Search;
import io.github.helpcrunchjdbc.search.SearchFilter;
import io.github.helpcrunchjdbc.search.decode.UnixTime;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Chooses how the rows of one search are had in an order, with the fewest requests. */
public final class Ordering {
  private Ordering() {}

  /**
   * The rows of a search in an order.
   *
   * @param offset rows of that order to leave out
   * @param wanted how many rows will be of use, those left out included
   */
  public static RowSource rows(
      ReadContext reading, Search search, RowOrder order, long offset, RowDemand wanted) {
    if (order.isById()) {
      return byId(reading, search, order, offset, wanted);
    }
    RowDemand taken = wanted.after(offset);
    if (reading.holds(ServiceFact.IGNORES_SORT)) {
      return sortedHere(reading, search, order, offset);
    }
    if (excludesNulls(search, order.column())) {
      return new OrderedRows(reading, search, order, offset, taken, null);
    }
    if (wanted.isBounded() && !order.nullsFirst() && canExcludeNulls(search, order.column())) {
      Search valued = excludingNulls(reading, search, order.column());
      if (offset == 0 || !FilterControl.isUntimedFound(reading, valued)) {
        Supplier<RowSource> again = () -> rows(reading, search, order, offset, wanted);
        return new ValuesThenNulls(reading, search, valued, order, offset, taken, again).rows();
      }
    }
    // A page that begins in front holds all that is wanted, and shows where NULLs are.
    boolean isOnePage = !isSeen(reading, order) && wanted.most() <= reading.pageSize();
    if (offset > 0 && !order.nullsFirst() && !isOnePage && !startsWithNulls(reading, order)) {
      // The answer to that may have shown it.
      return reading.holds(ServiceFact.IGNORES_SORT)
          ? sortedHere(reading, search, order, offset)
          : new OrderedRows(
              reading,
              search,
              order,
              offset,
              taken,
              () -> after(reading, search, order, offset, wanted));
    }
    return after(reading, search, order, offset, wanted);
  }

  /** The rows after an offset, those before it read too. */
  private static RowSource after(
      ReadContext reading, Search search, RowOrder order, long offset, RowDemand wanted) {
    // What was read from the offset on may have shown it.
    return reading.holds(ServiceFact.IGNORES_SORT)
        ? sortedHere(reading, search, order, offset)
        : new OrderedRows(reading, search, order, 0, wanted, null)
            .limited(offset, ReadRequest.NO_LIMIT);
  }

  private static RowSource byId(
      ReadContext reading, Search search, RowOrder order, long offset, RowDemand wanted) {
    return search.isConjunction() && !reading.holds(ServiceFact.TOTALS_UNRELIABLE)
        ? new IdOrderedRows(reading, search, order.descending(), offset, wanted)
        : sortedHere(reading, search, order, offset);
  }

  private static RowSource sortedHere(
      ReadContext reading, Search search, RowOrder order, long offset) {
    return RowSource.sorted(
            () -> PageRows.everything(reading, search),
            order.comparator(reading.layout().index(order.column())))
        .limited(offset, ReadRequest.NO_LIMIT);
  }

  /** Whether no row of the search can lack a value: a comparison is never true of NULL. */
  private static boolean excludesNulls(Search search, ColumnDef column) {
    return search.isConjunction()
        && search.filters().stream()
            .anyMatch(f -> f.column().equals(column) && !f.operator().isNegative());
  }

  private static boolean canExcludeNulls(Search search, ColumnDef column) {
    return column.isSearchable() && search.isConjunction();
  }

  private static Search excludingNulls(ReadContext reading, Search search, ColumnDef column) {
    // A time has a value if it is one that can be read, also before 1970.
    Search valued = search.and(new SearchFilter(column, Operator.GE, UnixTime.FIRST_SECOND));
    return reading.decoder().undecodable() == Undecodable.NULL
        ? valued.and(new SearchFilter(column, Operator.LE, UnixTime.LAST_SECOND))
        : valued;
  }

  private static boolean isSeen(ReadContext reading, RowOrder order) {
    return reading.facts().nulls().areFirst(order.sort()) != null;
  }

  /**
   * Whether the service gives customers without a value first. One request for a customer of the
   * whole account settles it for every search, if no answer has shown it before.
   */
  private static boolean startsWithNulls(ReadContext reading, RowOrder order) {
    Boolean known = reading.areNullsFirst(order.sort());
    if (known != null) {
      return known;
    }
    PagedSearch pages = PagedSearch.of(reading, Search.ALL, order, 0, RowDemand.one());
    List<@Nullable Object[]> page = pages.nextPage();
    if (page == null) {
      return false;
    }
    reading.learnNullPlace(Search.ALL, order.sort(), page, 0);
    return reading.value(page.get(0)) == null;
  }
}
