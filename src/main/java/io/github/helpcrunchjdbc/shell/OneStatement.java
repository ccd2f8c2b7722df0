package io.github.helpcrunchjdbc.shell;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.Writer;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.SQLWarning;
import java.sql.Statement;
import java.util.LinkedHashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Executes one statement and prints its answer, for a shell that is not interactive. */
record OneStatement(AnswerPrinter printer, Writer out, PrintWriter err) {
  /** Prints the answer to the output, and the warnings, one per line, to the error output. */
  void run(Connection connection, String sql) throws SQLException, IOException {
    // The same warning may belong to the statement and to its rows.
    Set<String> warnings = new LinkedHashSet<>();
    try (Statement statement = connection.createStatement()) {
      if (statement.execute(sql)) {
        try (ResultSet rows = statement.getResultSet()) {
          try {
            printer.print(rows, out);
          } finally {
            // The rows printed before a failure may need their warnings too.
            gather(rows.getWarnings(), warnings);
          }
        }
      }
      gather(statement.getWarnings(), warnings);
    } finally {
      warnings.forEach(warning -> err.println("Warning: " + warning));
    }
  }

  /** Returns an SQLException as one line for people. */
  static String describe(SQLException failure) {
    String state = failure.getSQLState();
    return failure.getMessage() + (state == null ? "" : " (SQLState " + state + ")");
  }

  private static void gather(@Nullable SQLWarning first, Set<String> warnings) {
    for (SQLWarning warning = first; warning != null; warning = warning.getNextWarning()) {
      warnings.add(describe(warning));
    }
  }
}
