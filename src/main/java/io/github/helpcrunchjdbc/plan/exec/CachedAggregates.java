package io.github.helpcrunchjdbc.plan.exec;

import io.github.helpcrunchjdbc.read.Aggregate;
import io.github.helpcrunchjdbc.read.CachedAnswer;
import io.github.helpcrunchjdbc.read.RowSource;
import io.github.helpcrunchjdbc.search.ColumnDef;
import io.github.helpcrunchjdbc.search.CustomerColumns;
import java.util.ArrayList;
import java.util.List;
import org.apache.calcite.DataContext;
import org.apache.calcite.rex.RexBuilder;
import org.jspecify.annotations.Nullable;

/** Aggregates of a scan as they are had from memory, where all customers are kept. Thread-safe. */
public final class CachedAggregates {
  private final CachedScan scan;
  private final ScanContext scans;
  private final List<Aggregate> aggregates;
  private final List<ColumnDef> columns;

  private CachedAggregates(
      CachedScan scan, ScanContext scans, List<Aggregate> aggregates, List<ColumnDef> columns) {
    this.scan = scan;
    this.scans = scans;
    this.aggregates = aggregates;
    this.columns = columns;
  }

  /** Compiles aggregates; null if only the service can evaluate them. */
  public static @Nullable CachedAggregates compile(
      RexBuilder rexBuilder,
      ScanSpec spec,
      List<ColumnDef> table,
      ScanContext scans,
      List<Aggregate> aggregates) {
    List<ColumnDef> columns = new ArrayList<>(List.of(CustomerColumns.ID));
    for (Aggregate aggregate : aggregates) {
      ColumnDef column = aggregate.column();
      if (column != null && !columns.contains(column)) {
        columns.add(column);
      }
    }
    CachedScan kept = CachedScan.compile(rexBuilder, spec, table, columns, scans);
    return kept == null ? null : new CachedAggregates(kept, scans, aggregates, columns);
  }

  /** All customers in memory, null if they are not there. */
  @Nullable CachedAnswer everybody() {
    return scans.rows().everybody();
  }

  /** One value for each aggregate, times as instants. */
  List<@Nullable Long> values(CachedAnswer everybody, DataContext context) {
    long count = 0;
    @Nullable Long[] values = new @Nullable Long[aggregates.size()];
    try (RowSource rows = scan.open(everybody, context)) {
      for (@Nullable Object[] row = rows.next(); row != null; row = rows.next()) {
        count++;
        take(row, values);
      }
    }
    List<@Nullable Long> answer = new ArrayList<>();
    for (int i = 0; i < values.length; i++) {
      answer.add(aggregates.get(i).column() == null ? (Long) count : values[i]);
    }
    return answer;
  }

  private void take(@Nullable Object[] row, @Nullable Long[] values) {
    for (int i = 0; i < values.length; i++) {
      Aggregate aggregate = aggregates.get(i);
      ColumnDef column = aggregate.column();
      if (column != null && row[columns.indexOf(column)] instanceof Long value) {
        Long best = values[i];
        boolean better = best == null || (aggregate.greatest() ? value > best : value < best);
        values[i] = better ? value : best;
      }
    }
  }
}
