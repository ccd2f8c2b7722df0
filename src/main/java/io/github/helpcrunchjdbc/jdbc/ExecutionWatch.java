package io.github.helpcrunchjdbc.jdbc;

import io.github.helpcrunchjdbc.Receipt;
import io.github.helpcrunchjdbc.execution.Execution;
import io.github.helpcrunchjdbc.jdbc.failure.SqlExceptions;
import io.github.helpcrunchjdbc.jdbc.observe.ObservedExecution;
import java.sql.SQLException;
import java.sql.Statement;
import org.jspecify.annotations.Nullable;

/**
 * Watches one execution of a statement: its time-out and its cost. Thread-safe.
 *
 * @param executed the statement; null if it could not be prepared
 */
record ExecutionWatch(
    Execution execution,
    ObservedExecution observed,
    Runnable unwatch,
    @Nullable HelpCrunchStatement executed)
    implements ResultSetOwner {
  /** Starts to watch an execution that begins now. */
  static ExecutionWatch begin(
      Execution execution, ObservedExecution observed, @Nullable HelpCrunchStatement executed) {
    return new ExecutionWatch(execution, observed, StatementTimer.watch(execution), executed);
  }

  @Override
  public @Nullable Statement statement() {
    return executed == null ? null : executed.proxy();
  }

  @Override
  public Receipt receipt() {
    return observed.receipt();
  }

  @Override
  public void ended() {
    unwatch.run();
    observed.end(null);
  }

  @Override
  public SQLException failed(Throwable failure) {
    unwatch.run();
    execution.memory().end();
    SQLException told = SqlExceptions.of(failure, execution.number());
    observed.end(told.getSQLState());
    return told;
  }

  @Override
  public void closed() throws SQLException {
    // A scrollable result set keeps its rows after all were read, so the memory is freed only now.
    execution.memory().end();
    if (executed != null) {
      executed.resultClosed();
    }
  }
}
