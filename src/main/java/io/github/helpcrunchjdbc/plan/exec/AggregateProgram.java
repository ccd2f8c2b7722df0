package io.github.helpcrunchjdbc.plan.exec;

import io.github.helpcrunchjdbc.read.Aggregate;
import io.github.helpcrunchjdbc.read.AggregateReader;
import io.github.helpcrunchjdbc.read.CachedAnswer;
import io.github.helpcrunchjdbc.search.ColumnDef;
import java.util.List;
import org.apache.calcite.DataContext;
import org.apache.calcite.linq4j.AbstractEnumerable;
import org.apache.calcite.linq4j.Enumerable;
import org.apache.calcite.linq4j.Enumerator;
import org.apache.calcite.linq4j.Linq4j;
import org.jspecify.annotations.Nullable;

/**
 * Aggregates of a scan as they are executed. Public for the code that Calcite generates.
 * Thread-safe.
 */
public final class AggregateProgram {
  private final ScanProgram scan;
  private final List<Aggregate> aggregates;
  private final AggregateReader reader;
  private final @Nullable CachedAggregates kept;

  /**
   * Creates a program.
   *
   * @param kept the same aggregates of customers in memory, null if they can't be had from there
   */
  public AggregateProgram(
      ScanProgram scan,
      List<Aggregate> aggregates,
      AggregateReader reader,
      @Nullable CachedAggregates kept) {
    this.scan = scan;
    this.aggregates = aggregates;
    this.reader = reader;
    this.kept = kept;
  }

  /** The one row of the aggregates, read when its enumerator is asked for. */
  public Enumerable<Object> run(DataContext context) {
    return new AbstractEnumerable<>() {
      @Override
      public Enumerator<Object> enumerator() {
        return Linq4j.singletonEnumerator(row(context));
      }
    };
  }

  private Object row(DataContext context) {
    CachedAnswer everybody = kept == null ? null : kept.everybody();
    List<@Nullable Long> values =
        everybody == null || kept == null
            ? reader.read(scan.request(context), aggregates, QueryContext.execution(context))
            : kept.values(everybody, context);
    scan.noteTimes(QueryContext.execution(context));
    for (int i = 0; i < values.size(); i++) {
      ColumnDef column = aggregates.get(i).column();
      Long value = values.get(i);
      if (value != null && column != null && column.isInstant()) {
        values.set(i, scan.clock().show(value));
      }
    }
    return SingleValues.of(values);
  }
}
