package io.github.helpcrunchjdbc.plan.sql.dialect;

import java.util.Locale;
import java.util.Map;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlFunction;
import org.apache.calcite.sql.SqlLiteral;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.fun.SqlLibraryOperators;
import org.apache.calcite.sql.parser.SqlParserPos;
import org.apache.calcite.util.NlsString;
import org.jspecify.annotations.Nullable;

/**
 * Functions that show times by patterns such as {@code %Y-%m}, as TO_CHAR: DATE_FORMAT of MySQL's,
 * STRFTIME of SQLite's and DuckDB's, FORMAT_DATE and its kin of BigQuery's.
 */
final class FormatDialect {
  /** What has one meaning everywhere. */
  private static final Map<Character, String> COMMON =
      Map.ofEntries(
          Map.entry('Y', "YYYY"),
          Map.entry('y', "YY"),
          Map.entry('m', "MM"),
          Map.entry('d', "DD"),
          Map.entry('e', "FMDD"),
          Map.entry('H', "HH24"),
          Map.entry('I', "HH12"),
          Map.entry('p', "AM"),
          Map.entry('j', "DDD"),
          Map.entry('b', "Mon"),
          Map.entry('a', "Dy"),
          Map.entry('S', "SS"),
          Map.entry('T', "HH24:MI:SS"));

  private static final Map<Character, String> MYSQL =
      Map.of('i', "MI", 's', "SS", 'M', "FMMonth", 'W', "FMDay", 'c', "FMMM", 'h', "HH12");

  private static final Map<Character, String> STRFTIME =
      Map.of(
          'M',
          "MI",
          'B',
          "FMMonth",
          'A',
          "FMDay",
          'F',
          "YYYY-MM-DD",
          'R',
          "HH24:MI",
          'Q',
          "Q",
          'V',
          "IW",
          'G',
          "IYYY");

  private FormatDialect() {}

  /** The same as TO_CHAR; null for another call, and for a pattern that TO_CHAR does not have. */
  static @Nullable SqlNode rewrite(SqlCall call) {
    if (!(call.getOperator() instanceof SqlFunction function) || call.operandCount() != 2) {
      return null;
    }
    return switch (function.getName().toUpperCase(Locale.ROOT)) {
      case "DATE_FORMAT" -> shown(call, call.operand(0), call.operand(1), MYSQL);
      case "STRFTIME" ->
          isText(call.operand(0))
              ? shown(call, call.operand(1), call.operand(0), STRFTIME)
              : shown(call, call.operand(0), call.operand(1), STRFTIME);
      case "FORMAT_DATE", "FORMAT_DATETIME", "FORMAT_TIMESTAMP" ->
          shown(call, call.operand(1), call.operand(0), STRFTIME);
      default -> null;
    };
  }

  private static boolean isText(SqlNode node) {
    return node instanceof SqlLiteral literal && literal.getValue() instanceof NlsString;
  }

  private static @Nullable SqlNode shown(
      SqlCall call, SqlNode time, SqlNode pattern, Map<Character, String> own) {
    if (!isText(pattern)) {
      return null;
    }
    String format = format(((SqlLiteral) pattern).getValueAs(String.class), own);
    SqlParserPos pos = call.getParserPosition();
    return format == null
        ? null
        : SqlLibraryOperators.TO_CHAR_PG.createCall(
            pos, time, SqlLiteral.createCharString(format, pattern.getParserPosition()));
  }

  private static @Nullable String format(String pattern, Map<Character, String> own) {
    if (pattern.indexOf('"') >= 0) {
      // TO_CHAR has its text between such.
      return null;
    }
    StringBuilder format = new StringBuilder();
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < pattern.length(); i++) {
      char character = pattern.charAt(i);
      boolean special = character == '%' && i + 1 < pattern.length();
      if (!special) {
        text.append(character);
      } else if (pattern.charAt(++i) == '%') {
        text.append('%');
      } else {
        String part = own.getOrDefault(pattern.charAt(i), COMMON.get(pattern.charAt(i)));
        if (part == null) {
          return null;
        }
        flush(text, format);
        format.append(part);
      }
    }
    flush(text, format);
    return format.toString();
  }

  private static void flush(StringBuilder text, StringBuilder format) {
    if (!text.isEmpty()) {
      format.append('"').append(text).append('"');
      text.setLength(0);
    }
  }
}
