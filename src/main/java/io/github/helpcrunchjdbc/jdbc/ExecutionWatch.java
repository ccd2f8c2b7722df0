package io.github.helpcrunchjdbc.jdbc;

import io.github.helpcrunchjdbc.Receipt;
import io.github.helpcrunchjdbc.execution.Execution;
import io.github.helpcrunchjdbc.jdbc.failure.SqlExceptions;
import io.github.helpcrunchjdbc.jdbc.observe.ObservedExecution;
import java.sql.SQLException;

/** What is watched while a statement is executed: its time-out, and what it costs. Thread-safe. */
record ExecutionWatch(Execution execution, ObservedExecution observed, Runnable unwatch) {
  /** Starts to watch an execution that begins now. */
  static ExecutionWatch begin(Execution execution, ObservedExecution observed) {
    return new ExecutionWatch(execution, observed, StatementTimer.watch(execution));
  }

  /** What the execution has cost so far. */
  Receipt receipt() {
    return observed.receipt();
  }

  /** The execution has ended; may be said again. */
  void ended() {
    unwatch.run();
    observed.end(null);
  }

  /** The execution has failed. Answers what the caller is to be told. */
  SQLException failed(Throwable failure) {
    unwatch.run();
    SQLException told = SqlExceptions.of(failure, execution.number());
    observed.end(told.getSQLState());
    return told;
  }
}
