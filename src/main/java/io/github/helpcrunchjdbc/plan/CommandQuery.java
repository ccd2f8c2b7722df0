package io.github.helpcrunchjdbc.plan;

import io.github.helpcrunchjdbc.execution.Execution;
import io.github.helpcrunchjdbc.plan.exec.RowCursor;
import io.github.helpcrunchjdbc.plan.exec.RowsInMemory;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A statement without parameters that is not planned. Thread-safe if its action is.
 *
 * @param hasRows whether it answers with rows
 * @param action answers the rows each time that it is executed
 */
record CommandQuery(
    List<ResultColumn> columns,
    boolean hasRows,
    Function<Execution, List<@Nullable Object[]>> action)
    implements PreparedQuery {
  /**
   * A statement that would set up a session or a transaction, such as SET and BEGIN. There is
   * nothing to do. A caller that asks for its rows gets none.
   */
  static final CommandQuery OF_SESSION =
      new CommandQuery(List.of(ResultColumn.text("RESULT")), false, execution -> List.of());

  /** A statement that has the driver do something about itself. */
  CommandQuery(List<ResultColumn> columns, Function<Execution, List<@Nullable Object[]>> action) {
    this(columns, true, action);
  }

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
