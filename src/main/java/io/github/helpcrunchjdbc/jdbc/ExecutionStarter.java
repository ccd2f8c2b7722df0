package io.github.helpcrunchjdbc.jdbc;

import io.github.helpcrunchjdbc.ProgressListener;
import io.github.helpcrunchjdbc.execution.Execution;
import io.github.helpcrunchjdbc.jdbc.observe.ObservedExecution;
import io.github.helpcrunchjdbc.jdbc.observe.StatementRegistry;
import io.github.helpcrunchjdbc.jdbc.observe.StatementText;
import io.github.helpcrunchjdbc.jdbc.settings.ConnectionSettings;
import io.github.helpcrunchjdbc.jdbc.settings.StatementLiterals;
import io.github.helpcrunchjdbc.plan.sql.dialect.MaskedText;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/**
 * Begins the executions of a connection's statements, with the connection's bounds. Thread-safe.
 */
record ExecutionStarter(Session session, ConnectionSettings settings) {
  /**
   * Begins an execution and watches it from now on.
   *
   * @param listener is told the progress of the execution; null for no listener
   */
  ExecutionWatch begin(
      HelpCrunchStatement statement, String sql, @Nullable ProgressListener listener) {
    Execution execution = execution(statement);
    return ExecutionWatch.begin(execution, observed(execution, sql, listener), statement);
  }

  /** Notes that a statement could not be prepared, and returns the exception for the caller. */
  SQLException failedToPrepare(String sql, Throwable failure) {
    Execution execution = execution(new StatementSettings());
    return ExecutionWatch.begin(execution, observed(execution, sql, null), null).failed(failure);
  }

  private Execution execution(StatementSettings statement) {
    StatementRegistry registry = session.statementRegistry();
    return statement.newExecution(
        registry.nextNumber(),
        settings.requestBound(),
        registry.memory().budget(settings.maxMemory()),
        registry.heartbeat()::nanoTime);
  }

  private ObservedExecution observed(
      Execution execution, String sql, @Nullable ProgressListener listener) {
    StatementText text =
        new StatementText(
            MaskedText.of(sql),
            settings.statementLiterals() == StatementLiterals.SHOWN ? sql : null,
            session.account());
    return ObservedExecution.begin(
        session.statementRegistry(),
        execution,
        text,
        session.sendRate(),
        settings.slowStatement(),
        listener);
  }
}
