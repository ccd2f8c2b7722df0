package io.github.helpcrunchjdbc.shell;

import java.io.IOException;
import java.io.Writer;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.Types;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Prints a JSON array with one object per line. Numbers and booleans are JSON's own, NULL is {@code
 * null}, all other values are strings. Columns with equal labels get a number, because most readers
 * of JSON keep only one of two equal keys.
 */
final class JsonPrinter implements AnswerPrinter {
  @Override
  public void print(ResultSet rows, Writer out) throws SQLException, IOException {
    ResultSetMetaData columns = rows.getMetaData();
    List<String> keys = keys(columns);
    out.write('[');
    String separator = "\n";
    while (rows.next()) {
      out.write(separator);
      separator = ",\n";
      out.write('{');
      for (int i = 1; i <= keys.size(); i++) {
        out.write(i == 1 ? "" : ",");
        out.write(keys.get(i - 1));
        out.write(':');
        out.write(value(rows, i, columns.getColumnType(i)));
      }
      out.write('}');
    }
    out.write("\n]\n");
  }

  private static List<String> keys(ResultSetMetaData columns) throws SQLException {
    Set<String> labels = new HashSet<>();
    for (int i = 1; i <= columns.getColumnCount(); i++) {
      labels.add(columns.getColumnLabel(i));
    }
    Set<String> used = new HashSet<>();
    List<String> keys = new ArrayList<>();
    for (int i = 1; i <= columns.getColumnCount(); i++) {
      String label = columns.getColumnLabel(i);
      String key = label;
      for (int number = 2; !used.add(key); number++) {
        // If the label with this number is the label of another column, the next number is tried.
        key = labels.contains(label + "_" + number) ? key : label + "_" + number;
      }
      keys.add(quote(key));
    }
    return keys;
  }

  private static String value(ResultSet rows, int index, int type) throws SQLException {
    if (type == Types.BOOLEAN || type == Types.BIT) {
      boolean value = rows.getBoolean(index);
      return rows.wasNull() ? "null" : String.valueOf(value);
    }
    String text = rows.getString(index);
    if (text == null) {
      return "null";
    }
    // JSON has no numbers for NaN and the infinities.
    boolean number = SqlTypes.isNumber(type) && Character.isDigit(text.charAt(text.length() - 1));
    return number ? text : quote(text);
  }

  private static String quote(String text) {
    // UTF-8 has no form for half of a surrogate pair.
    return '"'
        + Escapes.write(text, "\"\\", c -> c < ' ' || Character.getType(c) == Character.SURROGATE)
        + '"';
  }
}
