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
 * Executes a join that sends keys. Public for the code that Calcite generates. Thread-safe.
 *
 * @param check what two rows with the same key must satisfy besides, null for nothing
 * @param firstKeys how many keys are gathered before the first are sent
 * @param mostKeys how many keys may be sent; with more, all customers are read instead
 * @param otherSideReadsAll whether the other side reads all customers anyway, if all rows of the
 *     join are wanted
 * @param demand how many rows of the join are wanted
 */
public record KeyedJoinProgram(
    JoinShape shape,
    KeyedReader customers,
    @Nullable Residual check,
    int firstKeys,
    int mostKeys,
    boolean otherSideReadsAll,
    Demand demand) {
  /**
   * Returns the joined rows. Reads nothing before the first row is asked for.
   *
   * @param rows of the side that gives the keys
   */
  public Enumerable<Object> run(DataContext context, Enumerable<@Nullable Object[]> rows) {
    return GeneratedRows.lazy(
        () ->
            new RowEnumerator(
                new KeyedJoinRows(this, context, rows), shape.rowType().getFieldCount() == 1));
  }

  /** Returns the check of two rows that have the same key, on the joined row. */
  Predicate<@Nullable Object[]> meets(DataContext context) {
    return check == null ? joined -> true : check.in(context);
  }
}
