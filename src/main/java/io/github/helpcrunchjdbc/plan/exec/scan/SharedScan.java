package io.github.helpcrunchjdbc.plan.exec.scan;

import io.github.helpcrunchjdbc.execution.Execution;
import io.github.helpcrunchjdbc.plan.exec.operator.KeptMemory;
import io.github.helpcrunchjdbc.plan.exec.operator.QueryContext;
import io.github.helpcrunchjdbc.read.stream.RowSource;
import io.github.helpcrunchjdbc.search.ColumnDef;
import java.util.List;
import org.apache.calcite.DataContext;
import org.jspecify.annotations.Nullable;

/**
 * A scan that stands in several places of one plan. Each execution reads it once, as far as the
 * place that goes farthest; the other places iterate over the same rows. Thread-safe.
 *
 * @param all reads the columns of all places
 * @param mayReadAgain whether no place starts more than once. A place may then read anew if the
 *     statement has no memory for the rows.
 */
public record SharedScan(ScanProgram all, boolean mayReadAgain) {
  public SharedScan {
    all = all.inInstants();
  }

  /** Opens the rows for one of the places, with times as instants. */
  RowSource open(DataContext context, List<ColumnDef> columns) {
    Execution execution = QueryContext.execution(context);
    int[] places = columns.stream().mapToInt(all.columns()::indexOf).toArray();
    return rows(context)
        .place()
        .map(
            row -> {
              execution.checkActive();
              @Nullable Object[] own = new @Nullable Object[places.length];
              for (int i = 0; i < own.length; i++) {
                own[i] = row[places[i]];
              }
              return own;
            });
  }

  /** Whether one of the places has read all rows already, and they are in memory. */
  boolean isReadWhole(DataContext context) {
    return rows(context).areAtHand();
  }

  private SharedRows rows(DataContext context) {
    return QueryContext.ofExecution(
        context,
        this,
        () -> {
          SharedRows rows = new SharedRows(() -> all.open(context), KeptMemory.of(context));
          QueryContext.atEnd(context, rows::stop);
          if (mayReadAgain) {
            QueryContext.execution(context).memory().atShortage(rows::dropRows);
          }
          return rows;
        });
  }
}
