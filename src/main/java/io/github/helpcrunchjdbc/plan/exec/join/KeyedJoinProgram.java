package io.github.helpcrunchjdbc.plan.exec.join;

import io.github.helpcrunchjdbc.plan.exec.expression.Residual;
import io.github.helpcrunchjdbc.plan.exec.operator.Demand;
import io.github.helpcrunchjdbc.plan.exec.operator.GeneratedRows;
import io.github.helpcrunchjdbc.plan.exec.operator.RowEnumerator;
import java.util.function.Predicate;
import org.apache.calcite.DataContext;
import org.apache.calcite.linq4j.Enumerable;
import org.jspecify.annotations.Nullable;

/**
 * A join that sends keys, as it is executed. Public for the code that Calcite generates.
 * Thread-safe.
 *
 * @param check what rows that have the same key must satisfy besides, null for nothing
 * @param firstKeys how many keys are gathered before the first are sent
 * @param mostKeys how many keys are sent before all customers are read instead
 * @param readAnyway whether all customers are read for its other side, if all its rows are wanted
 * @param demand how many of its rows are wanted
 */
public record KeyedJoinProgram(
    JoinShape shape,
    KeyedReader customers,
    @Nullable Residual check,
    int firstKeys,
    int mostKeys,
    boolean readAnyway,
    Demand demand) {
  /**
   * The joined rows; reads nothing before the first is asked for.
   *
   * @param rows of the side that gives the keys
   */
  public Enumerable<Object> run(DataContext context, Enumerable<@Nullable Object[]> rows) {
    return GeneratedRows.lazy(
        () ->
            new RowEnumerator(
                new KeyedJoinRows(this, context, rows), shape.rowType().getFieldCount() == 1));
  }

  /** Whether two rows that have the same key meet. */
  Predicate<@Nullable Object[]> meets(DataContext context) {
    return check == null ? joined -> true : check.in(context);
  }
}
