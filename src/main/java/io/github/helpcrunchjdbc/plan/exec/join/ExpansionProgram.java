package io.github.helpcrunchjdbc.plan.exec.join;

import io.github.helpcrunchjdbc.plan.exec.expression.Residual;
import io.github.helpcrunchjdbc.plan.exec.operator.GeneratedRows;
import io.github.helpcrunchjdbc.plan.exec.operator.RowEnumerator;
import java.util.function.Predicate;
import org.apache.calcite.DataContext;
import org.apache.calcite.linq4j.Enumerable;
import org.jspecify.annotations.Nullable;

/**
 * Customers with the elements of their lists, as it is executed. Public for the code that Calcite
 * generates. Thread-safe.
 *
 * @param fields of a row that it gives
 * @param condition which elements count, null for all
 */
public record ExpansionProgram(ExpansionShape shape, int fields, @Nullable Residual condition) {
  /** The rows; reads nothing before the first is asked for, and no customer before it is needed. */
  public Enumerable<Object> run(DataContext context, Enumerable<@Nullable Object[]> customers) {
    return GeneratedRows.lazy(
        () ->
            new RowEnumerator(
                new ExpandedRows(this, customers.enumerator(), context), fields == 1));
  }

  /** Whether an element counts. */
  Predicate<@Nullable Object[]> counts(DataContext context) {
    return condition == null ? tried -> true : condition.in(context);
  }
}
