package io.github.helpcrunchjdbc.plan.sql.dialect;

import java.util.Locale;
import org.apache.calcite.avatica.util.TimeUnit;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlCharStringLiteral;
import org.apache.calcite.sql.SqlFunction;
import org.apache.calcite.sql.SqlIntervalQualifier;
import org.apache.calcite.sql.SqlLiteral;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.fun.SqlLibraryOperators;
import org.apache.calcite.sql.fun.SqlStdOperatorTable;
import org.apache.calcite.sql.fun.SqlTrimFunction;
import org.apache.calcite.sql.parser.SqlParserPos;
import org.jspecify.annotations.Nullable;

/** Functions that the standard, or Calcite, has under another name or in another form. */
final class OtherNames {
  private OtherNames() {}

  /** The same by the name that it has, null for any other call. */
  static @Nullable SqlNode rewrite(SqlCall call) {
    if (!(call.getOperator() instanceof SqlFunction function)) {
      return null;
    }
    SqlParserPos pos = call.getParserPosition();
    String name = function.getName().toUpperCase(Locale.ROOT);
    if (call.operandCount() == 1) {
      SqlNode value = call.operand(0);
      return switch (name) {
        case "BTRIM" -> trim(SqlTrimFunction.Flag.BOTH, space(pos), value, pos);
        case "TRUNC" -> truncated(value, null, pos);
        case "EOMONTH" -> SqlStdOperatorTable.LAST_DAY.createCall(pos, value);
        case "WEEKOFYEAR" -> SqlStdOperatorTable.WEEK.createCall(pos, value);
        case "FROM_UNIXTIME" -> SqlLibraryOperators.TIMESTAMP_SECONDS.createCall(pos, value);
        case "UNIX_TIMESTAMP" ->
            SqlStdOperatorTable.EXTRACT.createCall(
                pos, new SqlIntervalQualifier(TimeUnit.EPOCH, null, pos), value);
        default -> null;
      };
    }
    if (call.operandCount() != 2) {
      return null;
    }
    return switch (name) {
      case "BTRIM" -> trim(SqlTrimFunction.Flag.BOTH, call.operand(1), call.operand(0), pos);
      case "LTRIM" -> trim(SqlTrimFunction.Flag.LEADING, call.operand(1), call.operand(0), pos);
      case "RTRIM" -> trim(SqlTrimFunction.Flag.TRAILING, call.operand(1), call.operand(0), pos);
      case "TRUNC" -> truncated(call.operand(0), call.operand(1), pos);
      default -> null;
    };
  }

  private static SqlNode space(SqlParserPos pos) {
    return SqlLiteral.createCharString(" ", pos);
  }

  private static SqlNode trim(
      SqlTrimFunction.Flag flag, SqlNode characters, SqlNode text, SqlParserPos pos) {
    return SqlStdOperatorTable.TRIM.createCall(pos, flag.symbol(pos), characters, text);
  }

  /** Of numbers; of times DATE_TRUNC says to what. */
  private static @Nullable SqlNode truncated(
      SqlNode value, @Nullable SqlNode places, SqlParserPos pos) {
    if (places == null) {
      return SqlStdOperatorTable.TRUNCATE.createCall(pos, value);
    }
    return places instanceof SqlCharStringLiteral
        ? null
        : SqlStdOperatorTable.TRUNCATE.createCall(pos, value, places);
  }
}
