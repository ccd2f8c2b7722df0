package io.github.helpcrunchjdbc.plan;

import io.github.helpcrunchjdbc.error.ErrorCode;
import io.github.helpcrunchjdbc.error.HelpCrunchException;
import io.github.helpcrunchjdbc.search.Column;
import io.github.helpcrunchjdbc.search.CustomerColumns;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.calcite.runtime.CalciteContextException;
import org.apache.calcite.sql.parser.SqlParseException;
import org.apache.calcite.sql.parser.SqlParserPos;
import org.apache.commons.text.similarity.LevenshteinDistance;

/** Calcite's complaints about SQL as the driver's errors: where, what, and what was meant. */
final class SqlErrors {
  private static final Pattern UNKNOWN_COLUMN =
      Pattern.compile("Column '([^']*)' not found in (any table|table '[^']*').*", Pattern.DOTALL);
  private static final Pattern UNKNOWN_TABLE =
      Pattern.compile("Object '([^']*)' not found.*|Table '([^']*)' not found.*", Pattern.DOTALL);
  private static final Pattern UNKNOWN_FUNCTION =
      Pattern.compile("No match found for function signature (.*)", Pattern.DOTALL);

  private SqlErrors() {}

  static HelpCrunchException syntax(String sql, SqlParseException e) {
    SqlParserPos position = e.getPos();
    String reason = firstLine(String.valueOf(e.getMessage()));
    if (position == null) {
      return new HelpCrunchException(ErrorCode.SYNTAX, reason, e);
    }
    List<String> lines = sql.lines().toList();
    int line = Math.min(position.getLineNum(), Math.max(1, lines.size()));
    String text = lines.isEmpty() ? "" : lines.get(line - 1);
    return new HelpCrunchException(
        ErrorCode.SYNTAX,
        "syntax error at line "
            + position.getLineNum()
            + ", column "
            + position.getColumnNum()
            + ": "
            + reason
            + "\n"
            + text
            + "\n"
            + " ".repeat(Math.max(0, position.getColumnNum() - 1))
            + "^",
        e);
  }

  private static String firstLine(String message) {
    String line = message.lines().findFirst().orElse(message);
    int list = line.indexOf("Was expecting");
    return list > 0 ? line.substring(0, list).trim() : line;
  }

  static HelpCrunchException invalid(CalciteContextException e) {
    String reason = String.valueOf((e.getCause() == null ? e : e.getCause()).getMessage());
    String where =
        e.getPosLine() > 0 ? " (line " + e.getPosLine() + ", column " + e.getPosColumn() + ")" : "";
    Matcher column = UNKNOWN_COLUMN.matcher(reason);
    if (column.matches()) {
      return new HelpCrunchException(
          ErrorCode.UNKNOWN_COLUMN,
          "there is no column '" + column.group(1) + "'" + where + suggestion(column.group(1)),
          e);
    }
    Matcher table = UNKNOWN_TABLE.matcher(reason);
    if (table.matches()) {
      String name = table.group(1) == null ? table.group(2) : table.group(1);
      return new HelpCrunchException(
          ErrorCode.UNKNOWN_TABLE,
          "there is no table '"
              + name
              + "'"
              + where
              + "; there is "
              + HelpCrunchSchema.NAME
              + "."
              + CustomersTable.NAME,
          e);
    }
    Matcher function = UNKNOWN_FUNCTION.matcher(reason);
    if (function.matches()) {
      return new HelpCrunchException(
          ErrorCode.UNKNOWN_FUNCTION, "there is no function " + function.group(1) + where, e);
    }
    return new HelpCrunchException(ErrorCode.INVALID_SQL, reason + where, e);
  }

  /** The column whose name is nearest, if one is near. */
  private static String suggestion(String name) {
    LevenshteinDistance distance = LevenshteinDistance.getDefaultInstance();
    String wanted = name.toLowerCase(Locale.ROOT);
    Optional<String> nearest =
        CustomerColumns.all().stream()
            .map(Column::name)
            .min(Comparator.comparingInt(n -> distance.apply(wanted, n.toLowerCase(Locale.ROOT))));
    return nearest
        .filter(n -> distance.apply(wanted, n.toLowerCase(Locale.ROOT)) <= 1 + name.length() / 3)
        .map(n -> "; did you mean '" + n + "'?")
        .orElse("; the columns are " + String.join(", ", names()));
  }

  private static List<String> names() {
    return CustomerColumns.all().stream().map(Column::name).toList();
  }
}
