package io.github.helpcrunchjdbc.jdbc;

import io.github.helpcrunchjdbc.ProgressListener;
import io.github.helpcrunchjdbc.execution.Execution;
import io.github.helpcrunchjdbc.jdbc.observe.ObservedExecution;
import io.github.helpcrunchjdbc.jdbc.observe.StatementText;
import io.github.helpcrunchjdbc.jdbc.settings.ConnectionSettings;
import io.github.helpcrunchjdbc.jdbc.settings.StatementLiterals;
import io.github.helpcrunchjdbc.plan.sql.dialect.MaskedText;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/** Begins the executions of a connection's statements, with its bounds. Thread-safe. */
record ExecutionStarter(Session session, ConnectionSettings settings) {
  /**
   * An execution that begins now, and is watched.
   *
   * @param listener is told its progress, null for none
   */
  ExecutionWatch begin(
      HelpCrunchStatement statement, String sql, @Nullable ProgressListener listener) {
    Execution execution =
        statement.newExecution(
            session.observatory().nextNumber(),
            settings.requestBound(),
            session.observatory().memory().budget(settings.maxMemory()),
            session.observatory().heartbeat()::nanoTime);
    return ExecutionWatch.begin(execution, observed(execution, sql, listener), statement);
  }

  /** Notes a statement that could not be prepared. Answers what the caller is to be told. */
  SQLException failedToPrepare(String sql, Throwable failure) {
    Execution execution =
        new Execution(
            session.observatory().nextNumber(),
            0,
            0,
            0,
            settings.requestBound(),
            session.observatory().memory().budget(settings.maxMemory()),
            session.observatory().heartbeat()::nanoTime);
    return ExecutionWatch.begin(execution, observed(execution, sql, null), null).failed(failure);
  }

  private ObservedExecution observed(
      Execution execution, String sql, @Nullable ProgressListener listener) {
    StatementText text =
        new StatementText(
            MaskedText.of(sql),
            settings.statementLiterals() == StatementLiterals.SHOWN ? sql : null,
            session.account());
    return ObservedExecution.begin(
        session.observatory(), execution, text, session.pace(), settings.slowStatement(), listener);
  }
}
