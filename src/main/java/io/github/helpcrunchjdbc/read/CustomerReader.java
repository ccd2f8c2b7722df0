package io.github.helpcrunchjdbc.read;

import io.github.helpcrunchjdbc.execution.Execution;
import io.github.helpcrunchjdbc.search.Column;
import io.github.helpcrunchjdbc.search.CustomerColumns;
import io.github.helpcrunchjdbc.search.Search;
import io.github.helpcrunchjdbc.search.SortOrder;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Reads whole answers from the pages of one account. Thread-safe. */
public final class CustomerReader {
  /**
   * What moves least while customers come, go and are seen. Descending, so that those who come in
   * stand at the front, where they push nobody out of the pages that are still to be read.
   */
  static final SortOrder STABLE = new SortOrder(CustomerColumns.FIRST_SEEN, true);

  private final PageSource source;
  private final ReadFacts facts;
  private final int pageSize;
  private final Consistency consistency;

  /** Creates a reader that warns of answers with flaws. */
  public CustomerReader(PageSource source, int pageSize) {
    this(source, pageSize, Consistency.WARN);
  }

  /**
   * Creates a reader.
   *
   * @param pageSize rows a request, 1 to 100
   */
  public CustomerReader(PageSource source, int pageSize, Consistency consistency) {
    this.source = source;
    this.facts = source.facts();
    this.pageSize = pageSize;
    this.consistency = consistency;
  }

  /**
   * Starts reading; sends no request before the first row is asked for.
   *
   * @return rows whose closing aborts what is read ahead
   */
  public RowSource open(ReadRequest request, Execution execution) {
    RowOrder order = request.order();
    Reading reading = reading(request, execution);
    RowSource rows = order == null ? unordered(reading, request) : ordered(reading, request, order);
    return new TrimmedRows(rows, reading.layout());
  }

  Reading reading(ReadRequest request, Execution execution) {
    int size = execution.fetchSize() > 0 ? Math.min(pageSize, execution.fetchSize()) : pageSize;
    RowOrder order = request.order();
    Column sorted = order == null ? STABLE.column() : order.column();
    RowLayout layout = new RowLayout(request.columns(), sorted);
    return new Reading(source, facts, consistency, layout.decoder(), layout, execution, size);
  }

  private static RowSource unordered(Reading reading, ReadRequest request) {
    IdSet seen = request.parts().size() == 1 ? null : new IdSet();
    long offset = pushedOffset(request);
    List<Supplier<RowSource>> parts = new ArrayList<>();
    for (SearchPart part : request.parts()) {
      Wanted wanted = Wanted.of(part, request).after(offset);
      Search search = stable(part.search(), reading, offset, wanted);
      parts.add(
          () ->
              new DistinctRows(
                  new PageRows(reading.pages(search, offset, wanted)),
                  reading.layout(),
                  seen,
                  part.residual()));
    }
    return new LimitedRows(new ConcatenatedRows(parts), request.offset() - offset, request.limit());
  }

  /** What surely fits one page needs no order; what may take several needs one that holds still. */
  private static Search stable(Search search, Reading reading, long offset, Wanted wanted) {
    return offset == 0 && wanted.most() <= reading.pageSize() ? search : search.withSort(STABLE);
  }

  private static RowSource ordered(Reading reading, ReadRequest request, RowOrder order) {
    IdSet seen = new IdSet();
    long offset = pushedOffset(request);
    List<RowSource> parts = new ArrayList<>();
    for (SearchPart part : request.parts()) {
      RowSource rows =
          Ordering.rows(reading, part.search(), order, offset, Wanted.of(part, request));
      parts.add(new DistinctRows(rows, reading.layout(), seen, part.residual()));
    }
    RowSource merged =
        parts.size() == 1
            ? parts.get(0)
            : new MergedRows(parts, order.comparator(reading.layout().orderIndex()));
    return new LimitedRows(merged, request.offset() - offset, request.limit());
  }

  /** The rows that the service can leave out itself: only one search without residual knows. */
  private static long pushedOffset(ReadRequest request) {
    boolean plain = request.parts().size() == 1 && request.parts().get(0).residual() == null;
    return plain ? request.offset() : 0;
  }

  /** Rows without what only reading needed. */
  private record TrimmedRows(RowSource rows, RowLayout layout) implements RowSource {
    @Override
    public @Nullable Object @Nullable [] next() {
      @Nullable Object[] row = rows.next();
      return row == null ? null : layout.trim(row);
    }

    @Override
    public void close() {
      rows.close();
    }
  }
}
