package io.github.helpcrunchjdbc.read.order;

import io.github.helpcrunchjdbc.learned.ServiceFact;
import io.github.helpcrunchjdbc.read.page.FilterCheck;
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

/** Chooses how to get the rows of one search in an order with the fewest requests. */
public final class Ordering {
  private Ordering() {}

  /**
   * Returns the rows of a search in an order.
   *
   * @param offset rows to skip
   * @param wanted how many rows will be used, skipped rows included
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
      if (offset == 0 || !FilterCheck.isUntimedFound(reading, valued)) {
        Supplier<RowSource> again = () -> rows(reading, search, order, offset, wanted);
        return new ValuesThenNulls(reading, search, valued, order, offset, taken, again).rows();
      }
    }
    // A single page from the front has all wanted rows, and shows where NULLs are.
    boolean isOnePage = !isSeen(reading, order) && wanted.most() <= reading.pageSize();
    if (offset > 0 && !order.nullsFirst() && !isOnePage && !startsWithNulls(reading, order)) {
      // The request for the place of NULLs may have shown that the service does not sort.
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

  /** Returns the rows after an offset, but reads the rows before it too. */
  private static RowSource after(
      ReadContext reading, Search search, RowOrder order, long offset, RowDemand wanted) {
    // An earlier reading from the offset may have shown that the service does not sort.
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

  /** Whether each row of the search has a value in a column: a comparison is never true of NULL. */
  private static boolean excludesNulls(Search search, ColumnDef column) {
    return search.isConjunction()
        && search.filters().stream()
            .anyMatch(f -> f.column().equals(column) && !f.operator().isNegative());
  }

  private static boolean canExcludeNulls(Search search, ColumnDef column) {
    return column.isSearchable() && search.isConjunction();
  }

  private static Search excludingNulls(ReadContext reading, Search search, ColumnDef column) {
    // This filter finds each time that can be decoded, also times before 1970.
    Search valued = search.and(new SearchFilter(column, Operator.GE, UnixTime.FIRST_SECOND));
    return reading.decoder().undecodable() == Undecodable.NULL
        ? valued.and(new SearchFilter(column, Operator.LE, UnixTime.LAST_SECOND))
        : valued;
  }

  private static boolean isSeen(ReadContext reading, RowOrder order) {
    return reading.facts().nulls().areFirst(order.sort()) != null;
  }

  /**
   * Whether the service gives customers without a value first. If no answer has shown it yet, one
   * request for a customer of the whole account shows it for every search.
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
