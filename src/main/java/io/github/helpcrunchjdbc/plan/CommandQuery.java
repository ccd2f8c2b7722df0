package io.github.helpcrunchjdbc.plan;

import io.github.helpcrunchjdbc.execution.Execution;
import io.github.helpcrunchjdbc.plan.exec.RowCursor;
import io.github.helpcrunchjdbc.plan.exec.RowsInMemory;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A statement that has the driver do something each time it is executed. Thread-safe if that is.
 *
 * @param action answers the rows
 */
record CommandQuery(
    List<ResultColumn> columns, Function<Execution, List<@Nullable Object[]>> action)
    implements PreparedQuery {
  @Override
  public List<QueryParameter> parameters() {
    return List.of();
  }

  @Override
  public PreparedQuery withParameters(List<@Nullable QueryParameter> types, Execution execution) {
    return this;
  }

  @Override
  public boolean needsValues() {
    return false;
  }

  @Override
  public RowCursor execute(List<? extends @Nullable Object> values, Execution execution) {
    return new RowsInMemory(action.apply(execution));
  }
}
