package io.github.helpcrunchjdbc.plan.exec.totals;

import io.github.helpcrunchjdbc.execution.Execution;
import io.github.helpcrunchjdbc.plan.exec.operator.QueryContext;
import io.github.helpcrunchjdbc.plan.exec.operator.RowsProgram;
import io.github.helpcrunchjdbc.plan.exec.scan.ScanContext;
import io.github.helpcrunchjdbc.plan.exec.scan.ScanProgram;
import io.github.helpcrunchjdbc.read.request.ServiceAggregate;
import io.github.helpcrunchjdbc.read.stream.RowSource;
import java.util.List;
import java.util.Objects;
import java.util.stream.LongStream;
import org.apache.calcite.DataContext;
import org.apache.calcite.linq4j.Enumerator;
import org.apache.calcite.linq4j.Linq4j;

/**
 * As many rows as a scan has, each no more than its number, had by one total. Public for the code
 * that Calcite generates. Thread-safe.
 *
 * @param scan one search with nothing to check again
 */
public record NumberedRows(ScanProgram scan, ScanContext scans) implements RowsProgram {
  @Override
  public Enumerator<Object> enumerator(DataContext context) {
    return Linq4j.iterableEnumerator(
        () -> LongStream.range(0, number(context)).mapToObj(row -> (Object) row).iterator());
  }

  private long number(DataContext context) {
    Execution execution = QueryContext.execution(context);
    if (scan.allCustomers() != null) {
      try (RowSource rows = scan.open(context)) {
        return rows.count();
      }
    }
    Long count =
        scans
            .aggregates()
            .read(scan.request(context), List.of(ServiceAggregate.COUNT), execution)
            .get(0);
    scan.noteTimes(execution);
    return Objects.requireNonNull(count, "a count is never null");
  }
}
