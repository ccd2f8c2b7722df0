package io.github.helpcrunchjdbc.shell;

import java.io.IOException;
import java.io.Writer;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.jline.utils.WCWidth;
import org.jspecify.annotations.Nullable;

/**
 * Prints a table for people. The first thousand rows decide the widths. Nothing is ever cut, so a
 * longer value further down moves the other columns of its line to the right.
 */
final class TablePrinter implements AnswerPrinter {
  private static final int ROWS_MEASURED = 1000;

  @Override
  public void print(ResultSet rows, Writer out) throws SQLException, IOException {
    ResultSetMetaData columns = rows.getMetaData();
    int count = columns.getColumnCount();
    String[] labels = new String[count];
    boolean[] right = new boolean[count];
    for (int i = 0; i < count; i++) {
      labels[i] = text(columns.getColumnLabel(i + 1));
      right[i] = SqlTypes.isNumber(columns.getColumnType(i + 1));
    }
    List<String[]> measured = new ArrayList<>();
    while (measured.size() < ROWS_MEASURED && rows.next()) {
      measured.add(cells(rows, count));
    }
    int[] widths = widths(labels, measured);
    writeLine(labels, widths, right, out);
    writeRule(widths, out);
    for (String[] row : measured) {
      writeLine(row, widths, right, out);
    }
    long total = measured.size();
    // If fewer rows came than were asked for, the last next() returned false and must not be called
    // again.
    if (total == ROWS_MEASURED) {
      for (; rows.next(); total++) {
        writeLine(cells(rows, count), widths, right, out);
      }
    }
    out.write(total == 1 ? "(1 row)\n" : "(" + total + " rows)\n");
  }

  private static String[] cells(ResultSet rows, int count) throws SQLException {
    String[] cells = new String[count];
    for (int i = 0; i < count; i++) {
      cells[i] = text(rows.getString(i + 1));
    }
    return cells;
  }

  /**
   * Returns the value with every character escaped that would break the line or steer the terminal,
   * because strangers typed the values.
   */
  private static String text(@Nullable String value) {
    return value == null ? "NULL" : Escapes.write(value, "", TablePrinter::isHarmful);
  }

  /**
   * Returns how many columns of the terminal a code point takes: 2 for a wide character, 0 for a
   * combining one.
   */
  private static int width(String text) {
    return text.codePoints().map(c -> Math.max(0, WCWidth.wcwidth(c))).sum();
  }

  private static boolean isHarmful(int c) {
    return switch (Character.getType(c)) {
      case Character.CONTROL,
          Character.LINE_SEPARATOR,
          Character.PARAGRAPH_SEPARATOR,
          Character.SURROGATE ->
          true;
      // Characters that override the writing direction make a text look different from what it is.
      case Character.FORMAT -> (c >= 0x202A && c <= 0x202E) || (c >= 0x2066 && c <= 0x2069);
      default -> false;
    };
  }

  private static int[] widths(String[] labels, List<String[]> rows) {
    int[] widths = new int[labels.length];
    for (int i = 0; i < labels.length; i++) {
      widths[i] = width(labels[i]);
      for (String[] row : rows) {
        widths[i] = Math.max(widths[i], width(row[i]));
      }
    }
    return widths;
  }

  private static void writeLine(String[] cells, int[] widths, boolean[] right, Writer out)
      throws IOException {
    StringBuilder line = new StringBuilder();
    for (int i = 0; i < cells.length; i++) {
      String padding = " ".repeat(Math.max(0, widths[i] - width(cells[i])));
      line.append(i == 0 ? "" : " | ");
      line.append(right[i] ? padding + cells[i] : cells[i] + padding);
    }
    out.write(line.toString().stripTrailing());
    out.write('\n');
  }

  private static void writeRule(int[] widths, Writer out) throws IOException {
    for (int i = 0; i < widths.length; i++) {
      out.write(i == 0 ? "" : "-+-");
      out.write("-".repeat(widths[i]));
    }
    out.write('\n');
  }
}
