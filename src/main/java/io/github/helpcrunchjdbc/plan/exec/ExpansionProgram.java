package io.github.helpcrunchjdbc.plan.exec;

import io.github.helpcrunchjdbc.plan.rex.ExpressionContext;
import org.apache.calcite.DataContext;
import org.apache.calcite.linq4j.Enumerable;
import org.apache.calcite.linq4j.function.Function1;
import org.jspecify.annotations.Nullable;

/**
 * Customers with the elements of their lists, as it is executed. Public for the code that Calcite
 * generates. Thread-safe.
 */
public final class ExpansionProgram {
  private final ExpansionShape shape;
  private final int fields;
  private final @Nullable Function1<DataContext, @Nullable Object @Nullable []> condition;

  /**
   * Creates a program.
   *
   * @param fields of a row that it gives
   * @param condition which elements count, null for all
   */
  public ExpansionProgram(
      ExpansionShape shape,
      int fields,
      @Nullable Function1<DataContext, @Nullable Object @Nullable []> condition) {
    this.shape = shape;
    this.fields = fields;
    this.condition = condition;
  }

  /** The rows; reads nothing before the first is asked for, and no customer before it is needed. */
  public Enumerable<Object> run(DataContext context, Enumerable<@Nullable Object[]> customers) {
    return LazyRows.of(
        () ->
            new RowEnumerator(
                new ExpandedRows(this, customers.enumerator(), context), fields == 1));
  }

  ExpansionShape shape() {
    return shape;
  }

  int fields() {
    return fields;
  }

  /** Whether an element counts. */
  boolean counts(ExpressionContext context, @Nullable Object[] tried) {
    if (condition == null) {
      return true;
    }
    @Nullable Object[] result = condition.apply(context.at(tried));
    return result != null && Boolean.TRUE.equals(result[0]);
  }
}
