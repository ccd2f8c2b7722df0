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
import io.github.helpcrunchjdbc.read.stream.ConcatenatedRows;
import io.github.helpcrunchjdbc.read.stream.DistinctRows;
import io.github.helpcrunchjdbc.read.stream.IdSet;
import io.github.helpcrunchjdbc.read.stream.LimitedRows;
import io.github.helpcrunchjdbc.read.stream.MergedRows;
import io.github.helpcrunchjdbc.read.stream.ReleasingRows;
import io.github.helpcrunchjdbc.read.stream.RowSource;
import io.github.helpcrunchjdbc.search.Search;
import io.github.helpcrunchjdbc.search.SortOrder;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/** Puts the rows of a request together from those of its parts, each customer once. */
final class RequestRows {
  private RequestRows() {}

  /** The rows of a request, in its order; they may have more columns than it asks for. */
  static RowSource of(ReadContext reading, ReadRequest request) {
    RowOrder order = request.order();
    RowSource rows = order == null ? unordered(reading, request) : ordered(reading, request, order);
    return new ReleasingRows(rows, reading.kept());
  }

  private static RowSource unordered(ReadContext reading, ReadRequest request) {
    IdSet seen = request.isOneSearch() ? null : new IdSet();
    long offset = pushedOffset(request);
    List<Supplier<RowSource>> parts = new ArrayList<>();
    for (SearchPart part : request.parts()) {
      RowDemand wanted = RowDemand.of(part, request).after(offset);
      Search search = stable(part.search(), reading, offset, wanted);
      parts.add(
          () ->
              new DistinctRows(
                  inAnyOrder(part, search, reading, offset, wanted),
                  reading.layout(),
                  seen,
                  part.residual()));
    }
    return new LimitedRows(new ConcatenatedRows(parts), request.offset() - offset, request.limit());
  }

  /** The rows of one search in any order, whose first page is on its way at once. */
  static RowSource onTheirWay(ReadContext reading, ReadRequest request) {
    SearchPart part = request.parts().get(0);
    RowDemand wanted = RowDemand.of(part, request);
    PagedSearch pages =
        PagedSearch.of(reading, stable(part.search(), reading, 0, wanted), 0, wanted);
    pages.setOut();
    RowSource rows = new DistinctRows(new PageRows(pages), reading.layout(), null, part.residual());
    return new ReleasingRows(new LimitedRows(rows, 0, request.limit()), reading.kept());
  }

  private static RowSource inAnyOrder(
      SearchPart part, Search search, ReadContext reading, long offset, RowDemand wanted) {
    Ranges ranges = Ranges.of(reading, part, SortOrder.STABLE.column(), wanted);
    return ranges == null
        ? new PageRows(PagedSearch.of(reading, search, offset, wanted))
        : ranges.unordered();
  }

  /** One page needs no order. Several pages need an order that changes little meanwhile. */
  private static Search stable(Search search, ReadContext reading, long offset, RowDemand wanted) {
    return offset == 0 && wanted.most() <= reading.pageSize()
        ? search
        : search.withSort(SortOrder.STABLE);
  }

  private static RowSource ordered(ReadContext reading, ReadRequest request, RowOrder order) {
    IdSet seen = new IdSet();
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
      parts.add(new DistinctRows(rows, reading.layout(), seen, part.residual()));
    }
    RowSource merged =
        parts.size() == 1
            ? parts.get(0)
            : new MergedRows(parts, order.comparator(reading.layout().index(order.column())));
    return new LimitedRows(merged, request.offset() - offset, request.limit());
  }

  /** The rows that the service can leave out itself: only one search without residual knows. */
  private static long pushedOffset(ReadRequest request) {
    boolean plain = request.parts().size() == 1 && request.parts().get(0).residual() == null;
    return plain ? request.offset() : 0;
  }
}
