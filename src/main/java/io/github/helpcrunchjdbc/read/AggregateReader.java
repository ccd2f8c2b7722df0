package io.github.helpcrunchjdbc.read;

import io.github.helpcrunchjdbc.execution.Execution;
import io.github.helpcrunchjdbc.read.page.ReadContext;
import io.github.helpcrunchjdbc.read.request.Aggregate;
import io.github.helpcrunchjdbc.read.request.ReadRequest;
import io.github.helpcrunchjdbc.read.request.RowOrder;
import io.github.helpcrunchjdbc.read.stream.RowSource;
import io.github.helpcrunchjdbc.read.totals.Totals;
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
 * @param rows reads the rows where the service does not say how many there are
 */
public record AggregateReader(CustomerReader rows) {
  /**
   * The values of {@code aggregates} over the answer of {@code request}.
   *
   * @param request of at most one part, without residual; limited only if no value is asked
   */
  public List<@Nullable Long> read(
      ReadRequest request, List<Aggregate> aggregates, Execution execution) {
    List<@Nullable Long> values = new ArrayList<>();
    Set<ColumnDef> empty = new HashSet<>();
    for (Aggregate aggregate : aggregates) {
      ColumnDef column = aggregate.column();
      if (column == null) {
        values.add(count(request, execution));
      } else if (empty.contains(column)) {
        // Nobody has a value: the first row of the other order was none.
        values.add(null);
      } else {
        Long value = extreme(request, new RowOrder(column, aggregate.greatest(), false), execution);
        values.add(value);
        if (value == null) {
          empty.add(column);
        }
      }
    }
    return values;
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
