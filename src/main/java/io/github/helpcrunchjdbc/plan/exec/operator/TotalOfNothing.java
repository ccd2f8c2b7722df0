package io.github.helpcrunchjdbc.plan.exec.operator;

import org.apache.calcite.DataContext;
import org.apache.calcite.linq4j.Enumerable;

/**
 * The total row that ROLLUP, CUBE and GROUPING SETS have over no rows. Code that Calcite generates
 * has none. Public for that code. The rows belong to one execution and are not thread-safe.
 */
public final class TotalOfNothing {
  private TotalOfNothing() {}

  /** Returns the rows, or {@code total} alone if there are none. */
  public static <T> Enumerable<T> of(DataContext context, Enumerable<T> rows, T total) {
    return GeneratedRows.lazy(
        () ->
            new PassedRows<>(rows.enumerator()) {
              private boolean isFirst = true;
              private boolean isTotal;

              @Override
              public boolean moveNext() {
                boolean moved = !isTotal && super.moveNext();
                isTotal = isFirst && !moved;
                isFirst = false;
                return moved || isTotal;
              }

              @Override
              public T current() {
                return isTotal ? total : super.current();
              }
            });
  }
}
