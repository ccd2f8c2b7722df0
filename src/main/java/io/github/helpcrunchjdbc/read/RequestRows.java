package io.github.helpcrunchjdbc.read;

import io.github.helpcrunchjdbc.read.order.ContinuedOrder;
import io.github.helpcrunchjdbc.read.order.Ordering;
import io.github.helpcrunchjdbc.read.order.Ranges;
import io.github.helpcrunchjdbc.read.page.ReadContext;
import io.github.helpcrunchjdbc.read.paging.PageRows;
import io.github.helpcrunchjdbc.read.paging.PagedSearch;
import io.github.helpcrunchjdbc.read.request.ReadRequest;
import io.github.helpcrunchjdbc.read.request.RowDemand;
import io.github.helpcrunchjdbc.read.request.RowOrder;
import io.github.helpcrunchjdbc.read.request.SearchPart;
import io.github.helpcrunchjdbc.read.request.TimeBound;
import io.github.helpcrunchjdbc.read.stream.IdSet;
import io.github.helpcrunchjdbc.read.stream.MergedRows;
import io.github.helpcrunchjdbc.read.stream.RowSource;
import io.github.helpcrunchjdbc.search.Search;
import io.github.helpcrunchjdbc.search.SortOrder;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Makes the rows of a request from those of its parts, with each customer once. */
final class RequestRows {
  private RequestRows() {}

  /** Returns the rows of a request, in its order; they may have more columns than it asks for. */
  static RowSource of(ReadContext reading, ReadRequest request) {
    RowOrder order = request.order();
    RowSource rows = order == null ? unordered(reading, request) : ordered(reading, request, order);
    return rows.onClose(reading.kept()::clear);
  }

  private static RowSource unordered(ReadContext reading, ReadRequest request) {
    IdSet seen = request.isOneSearch() ? null : new IdSet(reading.kept());
    long offset = pushedOffset(request);
    List<Supplier<RowSource>> parts = new ArrayList<>();
    for (SearchPart part : request.parts()) {
      RowDemand wanted = RowDemand.of(part, request).after(offset);
      Search search = stable(part.search(), reading, offset, wanted);
      parts.add(
          () -> distinct(inAnyOrder(part, search, reading, offset, wanted), reading, seen, part));
    }
    return RowSource.concat(parts).limited(request.offset() - offset, request.limit());
  }

  /** Returns the rows of one search in any order, and requests its first page at once. */
  static RowSource onTheirWay(ReadContext reading, ReadRequest request) {
    SearchPart part = request.parts().get(0);
    RowDemand wanted = RowDemand.of(part, request);
    PagedSearch pages =
        PagedSearch.of(reading, stable(part.search(), reading, 0, wanted), 0, wanted);
    pages.setOut();
    return distinct(new PageRows(pages), reading, null, part)
        .limited(0, request.limit())
        .onClose(reading.kept()::clear);
  }

  /**
   * Returns the rows that satisfy a part's residual, each customer once if several parts may find
   * it.
   *
   * @param seen the ids of the customers of all parts, null if the rows are distinct anyway
   */
  private static RowSource distinct(
      RowSource rows, ReadContext reading, @Nullable IdSet seen, SearchPart part) {
    Predicate<@Nullable Object[]> residual = part.residual();
    // A row counts as seen only if it passes: another part may find it with another residual.
    return rows.filter(
        row -> {
          // If the residual drops many rows, nothing above checks for cancellation meanwhile.
          reading.execution().checkActive();
          return (residual == null || residual.test(row))
              && (seen == null || seen.add(reading.id(row)));
        });
  }

  private static RowSource inAnyOrder(
      SearchPart part, Search search, ReadContext reading, long offset, RowDemand wanted) {
    Ranges ranges = Ranges.of(reading, part, SortOrder.STABLE.column(), wanted);
    return ranges == null
        ? new PageRows(PagedSearch.of(reading, search, offset, wanted))
        : ranges.unordered();
  }

  /** Sorts a search of several pages by an order that changes little. One page needs no order. */
  private static Search stable(Search search, ReadContext reading, long offset, RowDemand wanted) {
    return offset == 0 && wanted.most() <= reading.pageSize()
        ? search
        : search.withSort(SortOrder.STABLE);
  }

  private static RowSource ordered(ReadContext reading, ReadRequest request, RowOrder order) {
    IdSet seen = new IdSet(reading.kept());
    long offset = pushedOffset(request);
    List<RowSource> parts = new ArrayList<>();
    for (SearchPart part : request.parts()) {
      RowDemand wanted = RowDemand.of(part, request);
      TimeBound bound = offset == 0 ? ContinuedOrder.bound(reading, request, order) : null;
      Ranges ranges = Ranges.of(reading, part, order.column(), wanted);
      RowSource rows =
          ranges != null
              ? ranges.ordered(order)
              : bound == null
                  ? Ordering.rows(reading, part.search(), order, offset, wanted)
                  : new ContinuedOrder(reading, part.search(), bound, wanted);
      parts.add(distinct(rows, reading, seen, part));
    }
    RowSource merged =
        parts.size() == 1
            ? parts.get(0)
            : new MergedRows(parts, order.comparator(reading.layout().index(order.column())));
    return merged.limited(request.offset() - offset, request.limit());
  }

  /** Returns how many rows the service can skip: only for one search without residual. */
  private static long pushedOffset(ReadRequest request) {
    boolean plain = request.parts().size() == 1 && request.parts().get(0).residual() == null;
    return plain ? request.offset() : 0;
  }
}
