package io.github.helpcrunchjdbc.plan.sql;

import io.github.helpcrunchjdbc.plan.calcite.value.TimestampDifference;
import org.apache.calcite.avatica.util.TimeUnit;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlIntervalQualifier;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlLiteral;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.fun.SqlStdOperatorTable;
import org.apache.calcite.sql.parser.SqlParserPos;
import org.apache.calcite.sql.type.SqlTypeName;
import org.apache.calcite.sql.type.SqlTypeUtil;
import org.apache.calcite.util.DateString;

/**
 * Makes a whole number added to a date count days, and a date less a date too, as in PostgreSQL.
 */
final class DaysOfDates {
  private DaysOfDates() {}

  static boolean addsOrSubtracts(SqlCall call) {
    boolean adds = call.getKind() == SqlKind.PLUS || call.getKind() == SqlKind.MINUS;
    return adds && call.operandCount() == 2;
  }

  /** Rewrites the operands of such a call so that Calcite counts days. */
  static void rewrite(SqlCall call, RelDataType left, RelDataType right) {
    if (isDay(left) && SqlTypeUtil.isIntType(right)) {
      call.setOperand(1, days(call.operand(1)));
    } else if (call.getKind() == SqlKind.PLUS && SqlTypeUtil.isIntType(left) && isDay(right)) {
      call.setOperand(0, days(call.operand(0)));
    } else if (call.getOperator().equals(SqlStdOperatorTable.MINUS)
        && isDate(left)
        && isDate(right)) {
      call.setOperand(0, dayNumber(call.operand(0)));
      call.setOperand(1, dayNumber(call.operand(1)));
    }
  }

  private static boolean isDate(RelDataType type) {
    return type.getSqlTypeName() == SqlTypeName.DATE;
  }

  /** Returns the number of days since 1970. */
  private static SqlNode dayNumber(SqlNode date) {
    SqlParserPos pos = date.getParserPosition();
    return TimestampDifference.INSTANCE.createCall(
        pos,
        new SqlIntervalQualifier(TimeUnit.DAY, null, pos),
        SqlLiteral.createDate(DateString.fromDaysSinceEpoch(0), pos),
        date);
  }

  private static boolean isDay(RelDataType type) {
    return isDate(type) || SqlTypeUtil.isTimestamp(type);
  }

  private static SqlNode days(SqlNode number) {
    SqlParserPos pos = number.getParserPosition();
    SqlIntervalQualifier day = new SqlIntervalQualifier(TimeUnit.DAY, null, pos);
    return SqlStdOperatorTable.MULTIPLY.createCall(
        pos, number, SqlLiteral.createInterval(1, "1", day, pos));
  }
}
