package io.github.helpcrunchjdbc.plan;

import io.github.helpcrunchjdbc.execution.Execution;
import io.github.helpcrunchjdbc.plan.exec.RowCursor;
import io.github.helpcrunchjdbc.plan.exec.RowsInMemory;
import io.github.helpcrunchjdbc.plan.exec.scan.AboutDriver;
import io.github.helpcrunchjdbc.plan.sql.dialect.DriverCommand;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A statement without parameters that needs no plan. Thread-safe if its action is.
 *
 * @param hasRows whether the statement returns rows
 * @param action makes the rows of one execution
 */
record CommandQuery(
    List<ResultColumn> columns,
    boolean hasRows,
    Function<Execution, List<@Nullable Object[]>> action)
    implements PreparedQuery {
  /**
   * A statement that sets up a session or a transaction, such as SET and BEGIN. It does nothing,
   * and a caller that asks for its rows gets none.
   */
  static final CommandQuery OF_SESSION =
      new CommandQuery(List.of(ResultColumn.text("RESULT")), false, execution -> List.of());

  /** Returns the statement for a command to the driver itself. */
  static CommandQuery of(DriverCommand command, AboutDriver about) {
    return switch (command) {
      case FORGET_SERVICE ->
          outcome(
              execution -> {
                about.forget();
                return "what was learned of the account's service is forgotten";
              });
      case REFRESH_CUSTOM_FIELDS ->
          outcome(execution -> found(about.refreshCustomFields(execution)));
      case SHOW_DIAGNOSIS ->
          new CommandQuery(
              Stream.of("check", "verdict", "detail", "property").map(ResultColumn::text).toList(),
              true,
              execution -> about.diagnose(execution).stream().map(List::toArray).toList());
    };
  }

  private static CommandQuery outcome(Function<Execution, String> action) {
    return new CommandQuery(
        List.of(ResultColumn.text("outcome")),
        true,
        execution -> List.<Object[]>of(new Object[] {action.apply(execution)}));
  }

  private static String found(int customers) {
    return customers == 0
        ? "the service gives no customers to look at"
        : "the newest "
            + customers
            + " customers were looked at; connections opened from now on have columns for what"
            + " they show";
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
