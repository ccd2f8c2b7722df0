package io.github.helpcrunchjdbc.plan;

import io.github.helpcrunchjdbc.execution.Execution;

/** Turns SQL text into statements that can be executed. Each connection has one. Thread-safe. */
public interface QueryEngine {
  /**
   * Parses, validates and plans a statement. Sends no request.
   *
   * @throws io.github.helpcrunchjdbc.error.HelpCrunchException if the SQL is not valid
   */
  PreparedQuery prepare(String sql, Execution execution);
}
