package io.github.helpcrunchjdbc.plan.exec.scan;

import io.github.helpcrunchjdbc.execution.Execution;
import io.github.helpcrunchjdbc.plan.exec.operator.GeneratedRows;
import io.github.helpcrunchjdbc.plan.exec.operator.KeptMemory;
import io.github.helpcrunchjdbc.plan.exec.operator.KeptRows;
import io.github.helpcrunchjdbc.plan.exec.operator.Memo;
import io.github.helpcrunchjdbc.plan.exec.operator.QueryContext;
import io.github.helpcrunchjdbc.plan.exec.operator.RowEnumerator;
import io.github.helpcrunchjdbc.read.stream.RowSource;
import io.github.helpcrunchjdbc.search.ColumnDef;
import java.util.List;
import org.apache.calcite.DataContext;
import org.apache.calcite.linq4j.Enumerable;
import org.apache.calcite.linq4j.Enumerator;
import org.jspecify.annotations.Nullable;

/**
 * A scan that stands in several places of one plan: each execution reads it once, as far as the
 * place that goes farthest, and has the other places go over the same rows. Thread-safe.
 *
 * @param all reads the columns of all places
 */
public record SharedScan(ScanProgram all) {
  /** The rows for one of the places. Reading ends with the execution, not with a place. */
  RowSource open(DataContext context, List<ColumnDef> columns) {
    Execution execution = QueryContext.execution(context);
    Shared kept = shared(context);
    Enumerator<Object> rows = kept.rows.enumerator();
    int[] places = columns.stream().mapToInt(all.columns()::indexOf).toArray();
    return new RowSource() {
      @Override
      public @Nullable Object @Nullable [] next() {
        execution.checkActive();
        if (!rows.moveNext()) {
          kept.isWhole = true;
          return null;
        }
        @Nullable Object[] row = (@Nullable Object[]) rows.current();
        @Nullable Object[] own = new @Nullable Object[places.length];
        for (int i = 0; i < own.length; i++) {
          own[i] = row[places[i]];
        }
        return own;
      }

      @Override
      public void close() {}
    };
  }

  /** Whether one of the places has gone over all rows already. */
  boolean isReadWhole(DataContext context) {
    return shared(context).isWhole;
  }

  private Shared shared(DataContext context) {
    return QueryContext.ofExecution(context, this, () -> new Shared(read(context)));
  }

  /** The rows of one execution. Not thread-safe. */
  private static final class Shared {
    private final Enumerable<Object> rows;
    private boolean isWhole;

    Shared(Enumerable<Object> rows) {
      this.rows = rows;
    }
  }

  /** The rows that one execution reads, counted against its memory until it ends. */
  private Enumerable<Object> read(DataContext context) {
    KeptMemory memory = new KeptMemory(QueryContext.execution(context).memory());
    Enumerable<Object> rows =
        Memo.remember(
            context,
            KeptRows.counted(
                GeneratedRows.lazy(() -> new RowEnumerator(all.open(context), false)),
                memory,
                row -> true));
    QueryContext.atEnd(context, memory::clear);
    return rows;
  }
}
