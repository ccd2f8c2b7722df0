package io.github.helpcrunchjdbc.plan.exec;

import io.github.helpcrunchjdbc.plan.rex.ExpressionContext;
import org.apache.calcite.DataContext;
import org.apache.calcite.linq4j.Enumerable;
import org.apache.calcite.linq4j.function.Function1;
import org.jspecify.annotations.Nullable;

/**
 * A join that sends keys, as it is executed. Public for the code that Calcite generates.
 * Thread-safe.
 */
public final class KeyedJoinProgram {
  private final JoinShape shape;
  private final KeyedReader customers;
  private final @Nullable Function1<DataContext, @Nullable Object @Nullable []> check;
  private final int firstKeys;
  private final int mostKeys;
  private final boolean readAnyway;
  private final Demand demand;

  /**
   * Creates a program.
   *
   * @param firstKeys how many keys are gathered before the first are sent
   * @param mostKeys how many keys are sent before all customers are read instead
   * @param readAnyway whether all customers are read for its other side, if all its rows are wanted
   * @param demand how many of its rows are wanted
   */
  public KeyedJoinProgram(
      JoinShape shape,
      KeyedReader customers,
      @Nullable Function1<DataContext, @Nullable Object @Nullable []> check,
      int firstKeys,
      int mostKeys,
      boolean readAnyway,
      Demand demand) {
    this.shape = shape;
    this.customers = customers;
    this.check = check;
    this.firstKeys = firstKeys;
    this.mostKeys = mostKeys;
    this.readAnyway = readAnyway;
    this.demand = demand;
  }

  JoinShape shape() {
    return shape;
  }

  KeyedReader customers() {
    return customers;
  }

  int firstKeys() {
    return firstKeys;
  }

  boolean readAnyway() {
    return readAnyway;
  }

  Demand demand() {
    return demand;
  }

  int mostKeys() {
    return mostKeys;
  }

  /**
   * The joined rows; reads nothing before the first is asked for.
   *
   * @param rows of the side that gives the keys
   */
  public Enumerable<Object> run(DataContext context, Enumerable<@Nullable Object[]> rows) {
    return LazyRows.of(
        () ->
            new RowEnumerator(
                new KeyedJoinRows(this, context, rows), shape.rowType().getFieldCount() == 1));
  }

  /** Whether two rows that have the same key meet. */
  boolean meets(ExpressionContext context, @Nullable Object[] joined) {
    if (check == null) {
      return true;
    }
    @Nullable Object[] result = check.apply(context.at(joined));
    return result != null && Boolean.TRUE.equals(result[0]);
  }
}
