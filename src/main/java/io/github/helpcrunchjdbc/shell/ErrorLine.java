package io.github.helpcrunchjdbc.shell;

import java.sql.SQLException;

/** An SQLException in one line for people. */
final class ErrorLine {
  private ErrorLine() {}

  static String describe(SQLException failure) {
    String state = failure.getSQLState();
    return failure.getMessage() + (state == null ? "" : " (SQLState " + state + ")");
  }
}
