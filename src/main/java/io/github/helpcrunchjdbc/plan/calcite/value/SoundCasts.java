package io.github.helpcrunchjdbc.plan.calcite.value;

import io.github.helpcrunchjdbc.plan.function.Decimals;
import io.github.helpcrunchjdbc.plan.function.Doubles;
import io.github.helpcrunchjdbc.plan.function.FormattedTimes;
import io.github.helpcrunchjdbc.plan.function.JavaFunction;
import io.github.helpcrunchjdbc.plan.function.TextBooleans;
import io.github.helpcrunchjdbc.plan.function.TextNumbers;
import io.github.helpcrunchjdbc.plan.function.TimeArithmetic;
import io.github.helpcrunchjdbc.plan.function.WrittenTimes;
import io.github.helpcrunchjdbc.plan.rex.CustomerTypes;
import io.github.helpcrunchjdbc.plan.rex.ExpressionWriter;
import java.util.List;
import java.util.Objects;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rex.RexBuilder;
import org.apache.calcite.rex.RexCall;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.sql.SqlFunction;
import org.apache.calcite.sql.SqlIntervalQualifier;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.fun.SqlLibraryOperators;
import org.apache.calcite.sql.fun.SqlStdOperatorTable;
import org.apache.calcite.sql.type.SqlTypeName;
import org.apache.calcite.sql.type.SqlTypeUtil;

/**
 * Casts values so that a value that does not fit is an error, and nothing is lost. Calcite makes
 * the number 0 of NaN, infinities of numbers too large for REAL and DOUBLE, other whole numbers of
 * numbers that round to one beyond the type, times of 25:00, and March 1 of the 30th of February
 * that a FORMAT reads. It drops fractions of seconds in text, and shows the year 10000 as 0000. Its
 * casts of text accept no ISO 8601. They ignore a FORMAT that may not stand there, and multiply the
 * number of an interval's units twice. DOUBLEs are rounded, halves to the even number, which
 * Calcite does for BIGINT only. Calcite 1.42.0; no issue known on 2026-11-26.
 */
final class SoundCasts extends ExpressionWriter {
  private static final SqlFunction FORMATTED = JavaFunction.of(FormattedTimes.class, "read");

  private final SoundArithmetic arithmetic;

  SoundCasts(RexBuilder rexBuilder, SoundArithmetic arithmetic) {
    super(rexBuilder);
    this.arithmetic = arithmetic;
  }

  /**
   * Returns the cast by such a method; any other call, and a cast that Calcite gets right,
   * unchanged.
   */
  RexNode rewrite(RexCall call) {
    if (call.getKind() != SqlKind.CAST) {
      return call;
    } else if (call.getOperands().size() > 1) {
      return byFormat(call);
    }
    RexNode operand = call.getOperands().get(0);
    RelDataType from = operand.getType();
    SqlTypeName to = call.getType().getSqlTypeName();
    if (SqlTypeUtil.isInterval(call.getType()) && SqlTypeUtil.isNumeric(from)) {
      return units(call, operand);
    } else if (SqlTypeUtil.isInterval(from) && SqlTypeUtil.isExactNumeric(call.getType())) {
      return unitsOf(call, operand);
    } else if (SqlTypeUtil.isApproximateNumeric(from)) {
      return ofApproximate(call, operand);
    } else if (SqlTypeUtil.isDecimal(from) && SqlTypeUtil.isIntType(call.getType())) {
      return whole(call.getType(), Decimals.class, "wholeOf", operand);
    } else if (to == SqlTypeName.REAL && SqlTypeUtil.isExactNumeric(from)) {
      return real(call, operand);
    } else if (SqlTypeUtil.isCharacter(from)) {
      return ofText(call, operand);
    } else if (to == SqlTypeName.TIME && SqlTypeUtil.isDatetime(from)) {
      RelDataType whole = types.createSqlType(to, CustomerTypes.TIME_PRECISION);
      return ofTime(call, rexBuilder.makeAbstractCast(nullableLike(whole, from), operand, false));
    }
    SqlFunction text =
        switch (from.getSqlTypeName()) {
          case TIMESTAMP -> JavaFunction.of(WrittenTimes.class, "ofTimestamp");
          case DATE -> JavaFunction.of(WrittenTimes.class, "ofDate");
          case TIME -> JavaFunction.of(WrittenTimes.class, "ofTime");
          default -> null;
        };
    if (text == null || !SqlTypeUtil.isCharacter(call.getType())) {
      return call;
    }
    RelDataType varchar = type(SqlTypeName.VARCHAR, from);
    RexNode written = call(varchar, text, operand);
    return call.getType().getPrecision() == RelDataType.PRECISION_NOT_SPECIFIED
        ? written
        : new SoundText(rexBuilder).rewrite(call.clone(call.getType(), List.of(written)));
  }

  /**
   * Casts by a FORMAT: shows a date or timestamp as TO_CHAR does, or reads one that is written so.
   */
  private RexNode byFormat(RexCall call) {
    RexNode operand = call.getOperands().get(0);
    RelDataType to = call.getType();
    RexNode format = call.getOperands().get(1);
    TimeFormats formats = new TimeFormats(rexBuilder);
    if (SqlTypeUtil.isDatetime(to)) {
      return rexBuilder.makeCast(
          to, formats.read(call, type(SqlTypeName.TIMESTAMP, to), FORMATTED));
    }
    RexNode shown =
        formats.rewrite(
            (RexCall)
                call(
                    type(SqlTypeName.VARCHAR, to),
                    SqlLibraryOperators.TO_CHAR,
                    cast(SqlTypeName.TIMESTAMP, operand),
                    format));
    return to.getPrecision() == RelDataType.PRECISION_NOT_SPECIFIED
        ? shown
        : call.clone(to, List.of(shown));
  }

  /** Makes an interval from a number of its only unit, which Calcite multiplies twice. */
  private RexNode units(RexCall call, RexNode number) {
    SqlIntervalQualifier unit = Objects.requireNonNull(call.getType().getIntervalQualifier());
    RexNode one = rexBuilder.makeIntervalLiteral(unit.getUnit().multiplier, unit);
    return arithmetic.rewrite(
        (RexCall) call(call.getType(), SqlStdOperatorTable.MULTIPLY, one, number));
  }

  /** Returns how many of its only unit an interval is; Calcite narrows before it divides. */
  private RexNode unitsOf(RexCall call, RexNode interval) {
    SqlIntervalQualifier unit = Objects.requireNonNull(interval.getType().getIntervalQualifier());
    RelDataType bigint = type(SqlTypeName.BIGINT, call.getType());
    RexNode length =
        rexBuilder.makeReinterpretCast(bigint, interval, rexBuilder.makeLiteral(false));
    boolean isWhole = SqlTypeUtil.isIntType(call.getType());
    RexNode number =
        arithmetic.rewrite(
            (RexCall)
                call(
                    isWhole ? bigint : call.getType(),
                    SqlStdOperatorTable.DIVIDE,
                    length,
                    bigint(unit.getUnit().multiplier.longValueExact())));
    return isWhole ? arithmetic.narrow(call.getType(), number) : number;
  }

  private RexNode ofApproximate(RexCall call, RexNode operand) {
    RelDataType type = call.getType();
    if (SqlTypeUtil.isIntType(type)) {
      return whole(type, Doubles.class, "nearest", cast(SqlTypeName.DOUBLE, operand));
    } else if (SqlTypeUtil.isExactNumeric(type)) {
      RexNode number =
          call(
              type(SqlTypeName.DOUBLE, operand.getType()),
              JavaFunction.of(Doubles.class, "exactly"),
              cast(SqlTypeName.DOUBLE, operand));
      return call.clone(type, List.of(number));
    }
    boolean narrows = operand.getType().getSqlTypeName() != SqlTypeName.REAL;
    return type.getSqlTypeName() == SqlTypeName.REAL && narrows ? real(call, operand) : call;
  }

  /** Casts to a whole number by a method that returns one of any size. */
  private RexNode whole(RelDataType type, Class<?> functions, String method, RexNode operand) {
    return arithmetic.narrow(
        type, call(type(SqlTypeName.BIGINT, type), JavaFunction.of(functions, method), operand));
  }

  private RexNode real(RexCall call, RexNode operand) {
    return call(
        call.getType(),
        JavaFunction.of(Doubles.class, "toReal"),
        cast(SqlTypeName.DOUBLE, operand));
  }

  private RexNode time(RexNode text, SqlTypeName type, String method) {
    boolean isDate = type == SqlTypeName.DATE;
    return call(
        isDate
            ? type(type, text.getType())
            : nullableLike(types.createSqlType(type, CustomerTypes.TIME_PRECISION), text.getType()),
        JavaFunction.of(WrittenTimes.class, method),
        text,
        FixedRexBuilder.zoneOf(rexBuilder));
  }

  /**
   * Cuts a time to the precision of its type, which Calcite does for constants only. TIME keeps its
   * fraction, as in PostgreSQL; TIME(0) is the same type.
   */
  private RexNode ofTime(RexCall call, RexNode time) {
    RelDataType type = call.getType();
    int digits = CustomerTypes.TIME_PRECISION - type.getPrecision();
    return digits <= 0 || type.getPrecision() == 0
        ? call.clone(type, List.of(time))
        : call(
            type,
            JavaFunction.of(TimeArithmetic.class, "cutTime"),
            time,
            bigint((long) Math.pow(10, digits)));
  }

  private RexNode ofText(RexCall call, RexNode text) {
    RelDataType type = call.getType();
    return switch (type.getSqlTypeName()) {
      case TINYINT, SMALLINT, INTEGER, BIGINT -> whole(type, TextNumbers.class, "wholeOf", text);
      case TIME -> ofTime(call, time(text, SqlTypeName.TIME, "timeOf"));
      case DATE -> time(text, SqlTypeName.DATE, "dateOf");
      case TIMESTAMP -> call.clone(type, List.of(time(text, SqlTypeName.TIMESTAMP, "timestampOf")));
      case DOUBLE, FLOAT -> doubleOf(type, text);
      case REAL ->
          call(
              type,
              JavaFunction.of(Doubles.class, "toReal"),
              doubleOf(type(SqlTypeName.DOUBLE, text.getType()), text));
      case BOOLEAN -> call(type, JavaFunction.of(TextBooleans.class, "booleanOf"), text);
      default -> call;
    };
  }

  private RexNode doubleOf(RelDataType type, RexNode text) {
    return call(type, JavaFunction.of(TextNumbers.class, "doubleOf"), text);
  }
}
