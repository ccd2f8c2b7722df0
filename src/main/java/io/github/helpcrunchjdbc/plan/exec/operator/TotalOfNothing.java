package io.github.helpcrunchjdbc.plan.exec.operator;

import org.apache.calcite.DataContext;
import org.apache.calcite.linq4j.Enumerable;

/**
 * The total that ROLLUP, CUBE and GROUPING SETS have of no rows: Calcite's code gives none. Public
 * for that code; the rows are one execution's, and not thread-safe.
 */
public final class TotalOfNothing {
  private TotalOfNothing() {}

  /** The same rows, or the one given where there is none. */
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
