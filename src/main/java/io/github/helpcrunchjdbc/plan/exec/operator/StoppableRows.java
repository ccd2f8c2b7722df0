package io.github.helpcrunchjdbc.plan.exec.operator;

import io.github.helpcrunchjdbc.execution.Execution;
import org.apache.calcite.DataContext;
import org.apache.calcite.linq4j.Enumerable;

/**
 * Ends a loop in generated code when the execution ends. Such a loop does not check for
 * cancellation itself; these rows do so before each row. Public for the code that Calcite
 * generates. The rows belong to one execution and are not thread-safe.
 */
public final class StoppableRows {
  private StoppableRows() {}

  /** Returns the rows, which throw CANCELLED or TIMEOUT once the execution has ended. */
  public static <T> Enumerable<T> of(DataContext context, Enumerable<T> rows) {
    Execution execution = QueryContext.execution(context);
    return GeneratedRows.lazy(
        () -> {
          execution.checkActive();
          return new PassedRows<>(rows.enumerator()) {
            @Override
            public boolean moveNext() {
              execution.checkActive();
              return super.moveNext();
            }
          };
        });
  }

  /** Throws CANCELLED or TIMEOUT if the execution has ended. */
  public static void look(DataContext context) {
    QueryContext.execution(context).checkActive();
  }
}
