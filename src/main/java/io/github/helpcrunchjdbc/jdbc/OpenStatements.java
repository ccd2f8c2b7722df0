package io.github.helpcrunchjdbc.jdbc;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.WeakHashMap;

/** The statements of a connection that are not closed yet. Thread-safe. */
final class OpenStatements {
  /** The references are weak, so that a statement that nobody closed can be collected. */
  private final Set<HelpCrunchStatement> statements =
      Collections.synchronizedSet(Collections.newSetFromMap(new WeakHashMap<>()));

  void add(HelpCrunchStatement statement) {
    statements.add(statement);
  }

  void remove(HelpCrunchStatement statement) {
    statements.remove(statement);
  }

  /** Cancels the executions that run. */
  void cancel() {
    copy().forEach(HelpCrunchStatement::cancelExecution);
  }

  /**
   * Closes all statements.
   *
   * @throws SQLException the first failure, with the other failures suppressed in it
   */
  void close() throws SQLException {
    SQLException first = null;
    for (HelpCrunchStatement statement : copy()) {
      try {
        statement.close();
      } catch (SQLException e) {
        if (first == null) {
          first = e;
        } else {
          first.addSuppressed(e);
        }
      }
    }
    if (first != null) {
      throw first;
    }
  }

  /**
   * Returns a copy to iterate over without the lock, because a statement that is closed removes
   * itself.
   */
  private List<HelpCrunchStatement> copy() {
    synchronized (statements) {
      return new ArrayList<>(statements);
    }
  }
}
