package io.github.helpcrunchjdbc.plan.exec.totals;

import io.github.helpcrunchjdbc.execution.Execution;
import io.github.helpcrunchjdbc.plan.exec.operator.GeneratedRows;
import io.github.helpcrunchjdbc.plan.exec.operator.QueryContext;
import io.github.helpcrunchjdbc.plan.exec.operator.RowsProgram;
import io.github.helpcrunchjdbc.plan.exec.scan.ScanProgram;
import io.github.helpcrunchjdbc.read.AggregateReader;
import io.github.helpcrunchjdbc.read.cache.CachedAnswer;
import io.github.helpcrunchjdbc.read.request.ServiceAggregate;
import io.github.helpcrunchjdbc.read.stream.RowSource;
import io.github.helpcrunchjdbc.search.ColumnDef;
import java.util.ArrayList;
import java.util.List;
import org.apache.calcite.DataContext;
import org.apache.calcite.linq4j.Enumerator;
import org.apache.calcite.linq4j.Linq4j;
import org.jspecify.annotations.Nullable;

/**
 * Aggregates of a scan as they are executed: by what the service says, or of the rows where they
 * are at hand or take fewer requests. Thread-safe.
 *
 * @param scan one search with nothing to check again; its rows have the columns of the aggregates
 */
public record AggregateProgram(
    ScanProgram scan, List<ServiceAggregate> aggregates, AggregateReader reader)
    implements RowsProgram {
  @Override
  public Enumerator<Object> enumerator(DataContext context) {
    CachedAnswer allCustomers = scan.allCustomers();
    return Linq4j.singletonEnumerator(
        GeneratedRows.row(
            allCustomers == null ? asked(context) : counted(scan.open(allCustomers, context))));
  }

  private List<@Nullable Long> asked(DataContext context) {
    if (scan.isReadWhole(context)) {
      return counted(scan.open(context));
    }
    Execution execution = QueryContext.execution(context);
    List<@Nullable Long> values =
        reader.readUnlessFew(scan.request(context), aggregates, execution);
    if (values == null) {
      return counted(scan.open(context));
    }
    scan.noteTimes(execution);
    for (int i = 0; i < values.size(); i++) {
      ColumnDef column = aggregates.get(i).column();
      Long value = values.get(i);
      if (value != null && column != null && column.isInstant()) {
        values.set(i, scan.clock().show(value));
      }
    }
    return values;
  }

  private List<@Nullable Long> counted(RowSource source) {
    long count = 0;
    @Nullable Long[] values = new @Nullable Long[aggregates.size()];
    try (RowSource rows = source) {
      for (@Nullable Object[] row = rows.next(); row != null; row = rows.next()) {
        count++;
        for (int i = 0; i < values.length; i++) {
          ServiceAggregate aggregate = aggregates.get(i);
          ColumnDef column = aggregate.column();
          if (column != null) {
            values[i] = aggregate.better(values[i], row[scan.columns().indexOf(column)]);
          }
        }
      }
    }
    List<@Nullable Long> answer = new ArrayList<>();
    for (int i = 0; i < values.length; i++) {
      answer.add(aggregates.get(i).column() == null ? (Long) count : values[i]);
    }
    return answer;
  }
}
