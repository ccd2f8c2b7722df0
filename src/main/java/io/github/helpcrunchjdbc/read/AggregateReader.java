package io.github.helpcrunchjdbc.read;

import io.github.helpcrunchjdbc.execution.Execution;
import io.github.helpcrunchjdbc.read.page.ReadContext;
import io.github.helpcrunchjdbc.read.request.ReadRequest;
import io.github.helpcrunchjdbc.read.request.RowOrder;
import io.github.helpcrunchjdbc.read.request.ServiceAggregate;
import io.github.helpcrunchjdbc.read.stream.RowSource;
import io.github.helpcrunchjdbc.read.totals.Totals;
import io.github.helpcrunchjdbc.rows.Page;
import io.github.helpcrunchjdbc.search.ColumnDef;
import io.github.helpcrunchjdbc.search.CustomerColumns;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Answers aggregates without reading the rows: a count is the service's {@code total}, a least or
 * greatest value the first row in its order. Thread-safe.
 *
 * @param rows reads the rows if the service does not say how many there are
 */
public record AggregateReader(CustomerReader rows) {
  /**
   * Returns the values of {@code aggregates} over the answer of {@code request}.
   *
   * @param request has at most one part, without residual; it is limited only if no least or
   *     greatest value is asked for
   */
  public List<@Nullable Long> read(
      ReadRequest request, List<ServiceAggregate> aggregates, Execution execution) {
    Values values = new Values(request, execution);
    aggregates.forEach(values::add);
    return values.read;
  }

  /**
   * Like {@link #read}, but returns null if reading all rows takes fewer requests than the
   * remaining aggregates, as a first answer may show.
   */
  public @Nullable List<@Nullable Long> readUnlessFew(
      ReadRequest request, List<ServiceAggregate> aggregates, Execution execution) {
    Values values = new Values(request, execution);
    for (ServiceAggregate aggregate : aggregates) {
      int next = values.read.size();
      if (next > 0
          && pages(request) < values.requests(aggregates.subList(next, aggregates.size()))) {
        return null;
      }
      values.add(aggregate);
    }
    return values.read;
  }

  /** Returns how many requests reading takes, {@code Long.MAX_VALUE} if that is not known. */
  private long pages(ReadRequest request) {
    long total =
        request.parts().size() == 1 && rows.facts().areTotalsBeyondPages()
            ? rows.knownTotal(request.parts().get(0).search())
            : Page.UNKNOWN_TOTAL;
    return total == Page.UNKNOWN_TOTAL
        ? Long.MAX_VALUE
        : Math.max(1, (total + rows.pageSize() - 1) / rows.pageSize());
  }

  /** The values of the aggregates read so far. Not thread-safe. */
  private final class Values {
    private final ReadRequest request;
    private final Execution execution;
    private final List<@Nullable Long> read = new ArrayList<>();
    private final Set<ColumnDef> empty = new HashSet<>();

    Values(ReadRequest request, Execution execution) {
      this.request = request;
      this.execution = execution;
    }

    /** Returns how many requests more aggregates take at least. */
    long requests(List<ServiceAggregate> more) {
      return more.stream()
          .filter(aggregate -> !empty.contains(aggregate.column()))
          .mapToLong(ServiceAggregate::leastRequests)
          .sum();
    }

    void add(ServiceAggregate aggregate) {
      ColumnDef column = aggregate.column();
      if (column == null) {
        read.add(count(request, execution));
      } else if (empty.contains(column)) {
        // No customer has a value: the first row of the other order had none.
        read.add(null);
      } else {
        Long value = extreme(request, new RowOrder(column, aggregate.greatest(), false), execution);
        read.add(value);
        if (value == null) {
          empty.add(column);
        }
      }
    }
  }

  private long count(ReadRequest request, Execution execution) {
    if (request.parts().isEmpty() || request.limit() <= 0) {
      return 0;
    }
    ReadRequest ids = request.of(List.of(CustomerColumns.ID), null);
    try (RowSource kept = rows.openKept(ids, execution)) {
      return kept == null
          ? rows.answer(ids, execution, reading -> count(ids, reading))
          : kept.count();
    }
  }

  private long count(ReadRequest request, ReadContext reading) {
    Long total = new Totals(reading).of(request.parts().get(0).search());
    return total == null
        ? countRows(request, reading.execution())
        : Math.max(0, Math.min(total - request.offset(), request.limit()));
  }

  private long countRows(ReadRequest request, Execution execution) {
    try (RowSource source = rows.open(request, execution)) {
      return source.count();
    }
  }

  private @Nullable Long extreme(ReadRequest request, RowOrder order, Execution execution) {
    if (request.parts().isEmpty()) {
      return null;
    }
    ReadRequest first = new ReadRequest(request.parts(), List.of(order.column()), order, 0, 1);
    try (RowSource source = rows.open(first, execution)) {
      @Nullable Object[] row = source.next();
      return row == null ? null : (Long) row[0];
    }
  }
}
