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
import java.util.ArrayList;
import java.util.List;
import java.util.stream.LongStream;
import org.apache.calcite.DataContext;
import org.apache.calcite.linq4j.Enumerator;
import org.apache.calcite.linq4j.Linq4j;
import org.jspecify.annotations.Nullable;

/**
 * Aggregates of a scan as they are executed: by what the service says, or of the rows where they
 * are at hand or take fewer requests. Thread-safe.
 *
 * @param scan one search with nothing to check again; its rows have the columns of the aggregates,
 *     and instants for times
 */
public record AggregateProgram(
    ScanProgram scan, List<ServiceAggregate> aggregates, AggregateReader reader)
    implements RowsProgram {
  public AggregateProgram {
    scan = scan.asRead();
  }

  @Override
  public Enumerator<Object> enumerator(DataContext context) {
    CachedAnswer allCustomers = scan.allCustomers();
    return Linq4j.singletonEnumerator(
        GeneratedRows.row(
            allCustomers == null
                ? asked(context)
                : counted(scan.open(allCustomers, context), context)));
  }

  /** As many rows as it counts, each no more than its number; the count is its only aggregate. */
  public RowsProgram numbered() {
    return context ->
        Linq4j.iterableEnumerator(
            () ->
                LongStream.range(0, (Long) run(context).single())
                    .mapToObj(row -> (Object) row)
                    .iterator());
  }

  private List<? extends @Nullable Object> asked(DataContext context) {
    if (scan.isReadWhole(context)) {
      return counted(scan.open(context), context);
    }
    Execution execution = QueryContext.execution(context);
    List<@Nullable Long> values =
        reader.readUnlessFew(scan.request(context), aggregates, execution);
    if (values == null) {
      return counted(scan.open(context), context);
    }
    scan.noteTimes(execution);
    return ExtremesOfRows.shown(scan, aggregates, values);
  }

  private List<@Nullable Object> counted(RowSource source, DataContext context) {
    List<@Nullable Object> all =
        new FoundGroups(scan, any -> null, aggregates, List.of(), context).read(source).all();
    List<@Nullable Object> answer = new ArrayList<>();
    for (int i = 0; i < aggregates.size(); i++) {
      answer.add(all.get(aggregates.get(i).column() == null ? 0 : 1 + i));
    }
    return answer;
  }
}
