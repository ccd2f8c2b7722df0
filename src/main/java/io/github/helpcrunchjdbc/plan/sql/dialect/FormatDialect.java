package io.github.helpcrunchjdbc.plan.sql.dialect;

import com.google.common.base.Splitter;
import io.github.helpcrunchjdbc.plan.rex.SqlNodes;
import java.util.Locale;
import java.util.Map;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlFunction;
import org.apache.calcite.sql.SqlLiteral;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.fun.SqlLibraryOperators;
import org.apache.calcite.sql.parser.SqlParserPos;
import org.jspecify.annotations.Nullable;

/**
 * Rewrites functions that show times by patterns such as {@code %Y-%m} as TO_CHAR: DATE_FORMAT of
 * MySQL, STRFTIME of SQLite and DuckDB, FORMAT_DATE and similar functions of BigQuery.
 */
final class FormatDialect {
  /** The parts of a pattern that mean the same in all these databases. */
  private static final Map<String, String> COMMON =
      parts("Y=YYYY y=YY m=MM d=DD e=FMDD H=HH24 I=HH12 p=AM j=DDD b=Mon a=Dy S=SS T=HH24:MI:SS");

  private static final Map<String, String> MYSQL =
      parts("i=MI s=SS M=FMMonth W=FMDay c=FMMM h=HH12");

  private static final Map<String, String> STRFTIME =
      parts("M=MI B=FMMonth A=FMDay F=YYYY-MM-DD R=HH24:MI Q=Q V=IW G=IYYY");

  private FormatDialect() {}

  private static Map<String, String> parts(String pairs) {
    return Splitter.on(' ').withKeyValueSeparator('=').split(pairs);
  }

  /**
   * Returns a call of TO_CHAR; null for another function, and for a pattern that TO_CHAR can't
   * express.
   */
  static @Nullable SqlNode rewrite(SqlCall call) {
    if (!(call.getOperator() instanceof SqlFunction function) || call.operandCount() != 2) {
      return null;
    }
    return switch (function.getName().toUpperCase(Locale.ROOT)) {
      case "DATE_FORMAT" -> shown(call, call.operand(0), call.operand(1), MYSQL);
      case "STRFTIME" ->
          SqlNodes.isText(call.operand(0))
              ? shown(call, call.operand(1), call.operand(0), STRFTIME)
              : shown(call, call.operand(0), call.operand(1), STRFTIME);
      case "FORMAT_DATE", "FORMAT_DATETIME", "FORMAT_TIMESTAMP" ->
          shown(call, call.operand(1), call.operand(0), STRFTIME);
      default -> null;
    };
  }

  private static @Nullable SqlNode shown(
      SqlCall call, SqlNode time, SqlNode pattern, Map<String, String> own) {
    if (!SqlNodes.isText(pattern)) {
      return null;
    }
    String format = format(((SqlLiteral) pattern).getValueAs(String.class), own);
    SqlParserPos pos = call.getParserPosition();
    return format == null
        ? null
        : SqlLibraryOperators.TO_CHAR_PG.createCall(
            pos, time, SqlLiteral.createCharString(format, pattern.getParserPosition()));
  }

  private static @Nullable String format(String pattern, Map<String, String> own) {
    if (pattern.indexOf('"') >= 0) {
      // TO_CHAR encloses plain text in double quotes, so the text can't hold one.
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
        String letter = pattern.substring(i, i + 1);
        String part = own.getOrDefault(letter, COMMON.get(letter));
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
