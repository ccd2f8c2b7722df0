package io.github.helpcrunchjdbc.jdbc;

import io.github.helpcrunchjdbc.ProgressListener;
import io.github.helpcrunchjdbc.execution.Execution;
import io.github.helpcrunchjdbc.execution.MemoryBudget;
import io.github.helpcrunchjdbc.jdbc.observe.Observatory;
import io.github.helpcrunchjdbc.jdbc.observe.ObservedExecution;
import io.github.helpcrunchjdbc.jdbc.observe.StatementText;
import io.github.helpcrunchjdbc.jdbc.settings.ConnectionSettings;
import io.github.helpcrunchjdbc.jdbc.settings.StatementLiterals;
import io.github.helpcrunchjdbc.plan.sql.dialect.MaskedText;
import org.jspecify.annotations.Nullable;

/** Begins the executions of a connection's statements, with its bounds. Thread-safe. */
record ExecutionStarter(Session session, ConnectionSettings settings) {
  /**
   * An execution that begins now, and is watched.
   *
   * @param listener is told its progress, null for nobody
   */
  ExecutionWatch begin(
      StatementSettings statement, String sql, @Nullable ProgressListener listener) {
    Observatory observatory = session.observatory();
    Execution execution =
        statement.newExecution(
            observatory.nextNumber(),
            settings.requestBound(),
            MemoryBudget.of(settings.maxMemory()),
            observatory.heartbeat()::nanoTime);
    StatementText text =
        new StatementText(
            MaskedText.of(sql),
            settings.statementLiterals() == StatementLiterals.SHOWN ? sql : null,
            session.account());
    return ExecutionWatch.begin(
        execution,
        ObservedExecution.begin(
            observatory, execution, text, session.pace(), settings.slowStatement(), listener));
  }
}
