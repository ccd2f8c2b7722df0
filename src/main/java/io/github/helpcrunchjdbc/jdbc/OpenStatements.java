package io.github.helpcrunchjdbc.jdbc;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.WeakHashMap;

/** The statements of a connection that were not closed yet. Thread-safe. */
final class OpenStatements {
  /** Weak, so that a statement that was not closed can go. */
  private final Set<HelpCrunchStatement> statements =
      Collections.synchronizedSet(Collections.newSetFromMap(new WeakHashMap<>()));

  void add(HelpCrunchStatement statement) {
    statements.add(statement);
  }

  void remove(HelpCrunchStatement statement) {
    statements.remove(statement);
  }

  /** Cancels what is executed. */
  void cancel() {
    copy().forEach(HelpCrunchStatement::cancelExecution);
  }

  /**
   * Closes all of them.
   *
   * @throws SQLException the first failure, with the others suppressed
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

  /** To go through without the lock, for a statement that is closed removes itself. */
  private List<HelpCrunchStatement> copy() {
    synchronized (statements) {
      return new ArrayList<>(statements);
    }
  }
}
