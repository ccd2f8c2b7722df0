package io.github.helpcrunchjdbc.read.order;

import io.github.helpcrunchjdbc.learned.ServiceFact;
import io.github.helpcrunchjdbc.read.page.FilterCheck;
import io.github.helpcrunchjdbc.read.page.ReadContext;
import io.github.helpcrunchjdbc.read.paging.PageRows;
import io.github.helpcrunchjdbc.read.paging.PagedSearch;
import io.github.helpcrunchjdbc.read.request.ReadRequest;
import io.github.helpcrunchjdbc.read.request.RowDemand;
import io.github.helpcrunchjdbc.read.request.RowOrder;
import io.github.helpcrunchjdbc.read.stream.IdSet;
import io.github.helpcrunchjdbc.read.stream.RowSource;
import io.github.helpcrunchjdbc.rows.Undecodable;
import io.github.helpcrunchjdbc.search.Operator;
import io.github.helpcrunchjdbc.search.Search;
import io.github.helpcrunchjdbc.search.SearchFilter;
import io.github.helpcrunchjdbc.search.decode.UnixTime;
import java.util.List;
import java.util.function.Supplier;

/**
 * Gives first the rows with a value, which a filter finds, and then the rows without one, if they
 * are asked for. So one request finds the customers seen last, wherever the service puts those
 * never seen.
 */
final class ValuesThenNulls {
  private final ReadContext reading;
  private final Search search;
  private final Search valued;
  private final RowOrder order;
  private final OrderedRows values;
  private final long offset;
  private final RowDemand wanted;
  private final Supplier<RowSource> again;
  private long given;

  /**
   * Starts before the first row.
   *
   * @param search finds all rows
   * @param valued finds the rows with a value
   * @param again reads the same rows in another way, if the filter for values turns out to find
   *     others
   */
  ValuesThenNulls(
      ReadContext reading,
      Search search,
      Search valued,
      RowOrder order,
      long offset,
      RowDemand wanted,
      Supplier<RowSource> again) {
    this.reading = reading;
    this.search = search;
    this.valued = valued;
    this.order = order;
    this.offset = offset;
    this.wanted = wanted;
    this.again = again;
    this.values =
        new OrderedRows(reading, valued, order, offset, wanted, offset > 0 ? again : null);
  }

  RowSource rows() {
    return RowSource.concat(
        List.of(
            () ->
                values.map(
                    row -> {
                      given++;
                      return row;
                    }),
            this::nulls));
  }

  private RowSource nulls() {
    long count = offset + given;
    long rest = 0;
    if (given == 0 && offset > 0) {
      // The offset may reach into the rows without a value. The total tells how far.
      count = isTotalRight(values.total()) ? values.total() : PageRows.count(reading, valued);
      rest = offset - count;
    }
    if (offset > 0 && FilterCheck.isUntimedFound(reading, valued)) {
      return given == 0 ? again.get() : RowSource.concat(List.of());
    }
    rest = Math.max(0, rest);
    RowDemand left = wanted.after(given).after(-rest);
    RowSource rows = new NullRows(reading, search, order, count, left);
    return (reading.decoder().undecodable() == Undecodable.NULL ? withUnreadable(rows, left) : rows)
        .limited(rest, ReadRequest.NO_LIMIT);
  }

  /** Returns first the rows with a value that can't be decoded, then the rows without a value. */
  private RowSource withUnreadable(RowSource rows, RowDemand left) {
    IdSet seen = new IdSet(reading.kept());
    return RowSource.concat(
            List.of(
                () -> beyond(Operator.GT, UnixTime.LAST_SECOND, left),
                () -> beyond(Operator.LT, UnixTime.FIRST_SECOND, left),
                () -> rows))
        .filter(row -> seen.add(reading.id(row)));
  }

  private RowSource beyond(Operator operator, long second, RowDemand left) {
    Search rest = search.and(new SearchFilter(order.column(), operator, second));
    return new PageRows(PagedSearch.of(reading, rest, 0, left));
  }

  /** Whether the total is right. The answer depends on it, so its last row is requested. */
  private boolean isTotalRight(long total) {
    if (total > 0 && !reading.holds(ServiceFact.TOTALS_UNRELIABLE)) {
      PagedSearch last =
          PagedSearch.of(reading, valued.withSort(order.sort()), total - 1, RowDemand.one());
      if (last.nextPage() == null && last.early() == null) {
        reading.note(
            ServiceFact.TOTALS_UNRELIABLE,
            "no row stands where a total of " + total + " has its last");
      }
    }
    return total >= 0 && !reading.holds(ServiceFact.TOTALS_UNRELIABLE);
  }
}
