package io.github.helpcrunchjdbc.plan;

import io.github.helpcrunchjdbc.execution.Execution;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import org.apache.calcite.adapter.java.JavaTypeFactory;
import org.apache.calcite.linq4j.Linq4j;
import org.apache.calcite.runtime.Bindable;
import org.jspecify.annotations.Nullable;

/** Generated code with what it refers to. Thread-safe. */
final class ExecutablePlan {
  private final JavaTypeFactory types;
  private final Bindable<?> bindable;
  private final Map<String, Object> stashed;
  private final int width;
  private final boolean rowByRow;

  /**
   * Creates a plan.
   *
   * @param width how many columns a row has
   * @param rowByRow whether each row that is read gives one row of the answer
   */
  ExecutablePlan(
      JavaTypeFactory types,
      Bindable<?> bindable,
      Map<String, Object> stashed,
      int width,
      boolean rowByRow) {
    this.types = types;
    this.bindable = bindable;
    this.stashed = stashed;
    this.width = width;
    this.rowByRow = rowByRow;
  }

  /** A plan whose only row is a text. */
  static ExecutablePlan ofText(JavaTypeFactory types, String text) {
    return new ExecutablePlan(
        types, context -> Linq4j.singletonEnumerable(text), Map.of(), 1, false);
  }

  RowCursor execute(List<? extends @Nullable Object> parameters, Execution execution, Clock clock) {
    QueryContext context = new QueryContext(types, stashed, parameters, execution, clock);
    if (rowByRow && execution.maxRows() > 0) {
      context.limitScan(execution.maxRows());
    }
    return new EnumeratorCursor(bindable.bind(context).enumerator(), width == 1, execution);
  }
}
