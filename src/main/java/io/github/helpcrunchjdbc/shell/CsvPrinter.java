package io.github.helpcrunchjdbc.shell;

import java.io.IOException;
import java.io.Writer;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/**
 * Prints comma-separated values as in RFC 4180, with a header line and LF line ends. NULL is
 * nothing at all, the empty string is a pair of quotes, as in PostgreSQL's COPY.
 */
final class CsvPrinter implements AnswerPrinter {
  @Override
  public void print(ResultSet rows, Writer out) throws SQLException, IOException {
    ResultSetMetaData columns = rows.getMetaData();
    for (int i = 1; i <= columns.getColumnCount(); i++) {
      write(columns.getColumnLabel(i), i, out);
    }
    out.write('\n');
    while (rows.next()) {
      for (int i = 1; i <= columns.getColumnCount(); i++) {
        write(rows.getString(i), i, out);
      }
      out.write('\n');
    }
  }

  private static void write(@Nullable String value, int index, Writer out) throws IOException {
    if (index > 1) {
      out.write(',');
    }
    if (value == null) {
      return;
    }
    out.write(needsQuotes(value) ? '"' + value.replace("\"", "\"\"") + '"' : value);
  }

  private static boolean needsQuotes(String value) {
    return value.isEmpty()
        || value.chars().anyMatch(c -> c == ',' || c == '"' || c == '\n' || c == '\r');
  }
}
