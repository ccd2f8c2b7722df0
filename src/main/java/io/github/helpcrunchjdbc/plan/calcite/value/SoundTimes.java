package io.github.helpcrunchjdbc.plan.calcite.value;

import io.github.helpcrunchjdbc.plan.function.AgeFunction;
import io.github.helpcrunchjdbc.plan.function.JavaFunction;
import io.github.helpcrunchjdbc.plan.function.TimeArithmetic;
import io.github.helpcrunchjdbc.plan.function.WholeNumbers;
import io.github.helpcrunchjdbc.plan.rex.ExpressionWriter;
import org.apache.calcite.avatica.util.TimeUnit;
import org.apache.calcite.avatica.util.TimeUnitRange;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rex.RexBuilder;
import org.apache.calcite.rex.RexCall;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.sql.SqlFunction;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.fun.SqlLibraryOperators;
import org.apache.calcite.sql.fun.SqlStdOperatorTable;
import org.apache.calcite.sql.type.SqlTypeName;
import org.apache.calcite.sql.type.SqlTypeUtil;

/**
 * Computes dates and times by methods that fail outside the years 1 to 9999: Calcite counts on and
 * shows the year 0000. A DATE rounded to an hour is itself; Calcite rounds the number of its day as
 * if it were one of milliseconds. AGE counts the days of the earlier time's month, not the later
 * one's, see {@link AgeFunction}. Months between two times are counted as {@link
 * TimestampDifference} does. UNIX_SECONDS and TIMESTAMP_SECONDS know the zone of what they show: a
 * choice, no defect. Calcite 1.42.0; CALCITE-6544 is of times before the year 1, CALCITE-5981 of
 * months; no issue of the others is known on 2026-11-27.
 */
public final class SoundTimes extends ExpressionWriter {
  private final SoundArithmetic arithmetic;

  public SoundTimes(RexBuilder rexBuilder, SoundArithmetic arithmetic) {
    super(rexBuilder);
    this.arithmetic = arithmetic;
  }

  private static SqlFunction function(String method) {
    return JavaFunction.of(TimeArithmetic.class, method);
  }

  /** Returns the call by such a method; a call that computes no date or time unchanged. */
  public RexNode rewrite(RexCall call) {
    if (call.getOperator().equals(SqlLibraryOperators.AGE)) {
      return rexBuilder.makeCall(
          call.getType(), JavaFunction.of(AgeFunction.class, "between"), call.getOperands());
    }
    if (call.getOperator().equals(SqlStdOperatorTable.MINUS_DATE)
        && call.getType().getSqlTypeName().isYearMonth()) {
      return months(call);
    }
    if (call.getOperator().equals(SqlLibraryOperators.TIMESTAMP_SECONDS)) {
      return unix(call, SqlTypeName.BIGINT, "ofUnixSeconds");
    }
    if (call.getOperator().equals(SqlLibraryOperators.UNIX_SECONDS)) {
      return unix(call, SqlTypeName.TIMESTAMP, "unixSeconds");
    }
    SqlTypeName type = call.getType().getSqlTypeName();
    if (type != SqlTypeName.TIMESTAMP && type != SqlTypeName.DATE) {
      return call;
    }
    if (type == SqlTypeName.DATE && roundsToTime(call)) {
      return call.getOperands().get(0);
    }
    return switch (call.getKind()) {
      case PLUS, MINUS -> sum(call);
      case CEIL, OTHER_FUNCTION, TIMESTAMP_ADD -> inYears(call);
      case FLOOR -> beginsInYearBefore(call) ? inYears(call) : call;
      default -> call;
    };
  }

  /**
   * Counts months between two times; Calcite counts back a month too many, see {@link
   * TimeArithmetic#timeDifference}.
   */
  private RexNode months(RexCall difference) {
    RexNode months =
        call(
            type(SqlTypeName.BIGINT, difference.getType()),
            function("timeDifference"),
            rexBuilder.makeLiteral(TimeUnit.MONTH.name()),
            cast(SqlTypeName.TIMESTAMP, difference.getOperands().get(1)),
            cast(SqlTypeName.TIMESTAMP, difference.getOperands().get(0)));
    return call(difference.getType(), JavaFunction.of(WholeNumbers.class, "toInteger"), months);
  }

  /**
   * Converts between a time and the seconds of an instant; Calcite takes them for seconds of the
   * shown time.
   */
  private RexNode unix(RexCall call, SqlTypeName of, String method) {
    return call(
        call.getType(),
        function(method),
        cast(of, call.getOperands().get(0)),
        FixedRexBuilder.zoneOf(rexBuilder));
  }

  /** Returns whether a unit of the year 1 may begin in the year 0. */
  private static boolean beginsInYearBefore(RexCall floor) {
    TimeUnitRange unit =
        RoundedTimes.isOne(floor) ? RoundedTimes.unit(floor.getOperands().get(1)) : null;
    return unit == TimeUnitRange.WEEK || unit == TimeUnitRange.DECADE;
  }

  /** Returns whether a call rounds to a unit that is shorter than a day. */
  private static boolean roundsToTime(RexCall call) {
    TimeUnitRange unit =
        RoundedTimes.isOne(call) ? RoundedTimes.unit(call.getOperands().get(1)) : null;
    if (unit == null) {
      return false;
    }
    return switch (unit) {
      case HOUR, MINUTE, SECOND, MILLISECOND, MICROSECOND, NANOSECOND -> true;
      default -> false;
    };
  }

  private RexNode sum(RexCall call) {
    int first = SqlTypeUtil.isInterval(call.operands.get(0).getType()) ? 1 : 0;
    RexNode time = call.operands.get(first);
    RexNode interval = call.operands.get(1 - first);
    if (call.operands.size() != 2
        || !SqlTypeUtil.isInterval(interval.getType())
        || !SqlTypeUtil.isDatetime(time.getType())) {
      return call;
    }
    if (call.getKind() == SqlKind.MINUS) {
      interval = arithmetic.negate(interval);
    }
    RelDataType type = call.getType();
    boolean months = interval.getType().getSqlTypeName().isYearMonth();
    boolean date = type.getSqlTypeName() == SqlTypeName.DATE;
    SqlFunction function =
        function((date ? "datePlus" : "timePlus") + (months ? "Months" : "Millis"));
    RexNode start =
        time.getType().getSqlTypeName() == type.getSqlTypeName()
            ? time
            : rexBuilder.makeCast(nullableLike(type, time.getType()), time);
    return call(type, function, start, interval);
  }

  private RexNode inYears(RexCall call) {
    boolean date = call.getType().getSqlTypeName() == SqlTypeName.DATE;
    return call(call.getType(), function(date ? "dateInYears" : "timeInYears"), call);
  }
}
