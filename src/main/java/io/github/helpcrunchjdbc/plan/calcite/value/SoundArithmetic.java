package io.github.helpcrunchjdbc.plan.calcite.value;

import io.github.helpcrunchjdbc.plan.function.Decimals;
import io.github.helpcrunchjdbc.plan.function.Doubles;
import io.github.helpcrunchjdbc.plan.function.JavaFunction;
import io.github.helpcrunchjdbc.plan.function.WholeNumbers;
import io.github.helpcrunchjdbc.plan.rex.ExpressionWriter;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rex.RexBuilder;
import org.apache.calcite.rex.RexCall;
import org.apache.calcite.rex.RexLiteral;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.sql.SqlFunction;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.fun.SqlStdOperatorTable;
import org.apache.calcite.sql.type.SqlTypeName;
import org.apache.calcite.sql.type.SqlTypeUtil;
import org.jspecify.annotations.Nullable;

/**
 * Computes arithmetic on numbers and intervals by methods that fail if a result does not fit.
 * Calcite 1.42.0 wraps round, or keeps digits that the type does not have, unless each operator is
 * replaced by a checked one (CALCITE-6685). For DOUBLEs it has no checked operators, compares them
 * as Java does but sorts them differently, and rounds them to a second 0. Its LOG and LOG10 divide
 * two natural logarithms, which makes LOG10(1000) less than 3; no issue was known of these on
 * 2026-11-26.
 */
public final class SoundArithmetic extends ExpressionWriter {
  private static final Set<String> ROUNDING = Set.of("ROUND", "TRUNCATE");

  public SoundArithmetic(RexBuilder rexBuilder) {
    super(rexBuilder);
  }

  private static SqlFunction whole(String method) {
    return JavaFunction.of(WholeNumbers.class, method);
  }

  /** Returns the call by such a method; a call that is no arithmetic on numbers unchanged. */
  public RexNode rewrite(RexCall call) {
    if (call.getKind().belongsTo(SqlKind.COMPARISON)) {
      return comparison(call);
    }
    RexNode sound =
        switch (call.getKind()) {
          case PLUS -> byOperands(call, "plus");
          case MINUS -> byOperands(call, "minus");
          case TIMES -> byOperands(call, "times");
          case DIVIDE -> byOperands(call, "divide");
          case MOD -> byOperands(call, "remainder");
          case MINUS_PREFIX -> exact(call, "negateExact");
          default ->
              switch (call.getOperator().getName()) {
                case "ABS" -> exact(call, "absExact");
                case "ROUND" -> call.getOperands().size() == 1 ? call : exact(call, "roundExact");
                case "POWER" -> approximate(call, "power");
                case "EXP" -> approximate(call, "exponential");
                case "LN" -> approximate(call, "naturalLogarithm");
                case "ACOS" -> approximate(call, "arcCosine");
                case "ASIN" -> approximate(call, "arcSine");
                case "LOG10" -> approximate(call, "decimalLogarithm");
                case "LOG" ->
                    approximate(
                        call, call.getOperands().size() == 1 ? "decimalLogarithm" : "logarithm");
                default -> call;
              };
        };
    boolean rounds = ROUNDING.contains(call.getOperator().getName());
    RexNode rounded = sound.equals(call) && rounds ? boundPlaces(call) : sound;
    boolean rescales = rounds || call.getOperator().getName().equals("SIGN");
    if (SqlTypeUtil.isApproximateNumeric(call.getType())
        && (rounds || call.getKind() == SqlKind.CEIL)) {
      // -0.4 is rounded to -0.0, which groups would not take for zero.
      RexNode zero =
          rexBuilder.makeZeroLiteral(types.createTypeWithNullability(call.getType(), false));
      return approximate(
          (RexCall) call(call.getType(), SqlStdOperatorTable.PLUS, rounded, zero), "plusDouble");
    }
    return rescales && SqlTypeUtil.isDecimal(call.getType()) ? fit(rounded) : rounded;
  }

  /** Compares DOUBLEs in the order in which they are sorted and grouped. */
  private RexNode comparison(RexCall call) {
    List<RexNode> operands = call.getOperands();
    return operands.stream().allMatch(o -> SqlTypeUtil.isNumeric(o.getType()))
            && operands.stream().anyMatch(o -> SqlTypeUtil.isApproximateNumeric(o.getType()))
        ? call(
            call.getOperator(),
            call(
                type(SqlTypeName.INTEGER, call.getType()),
                JavaFunction.of(Doubles.class, "order"),
                cast(SqlTypeName.DOUBLE, operands.get(0)),
                cast(SqlTypeName.DOUBLE, operands.get(1))),
            integer(0))
        : call;
  }

  /** Gives a DECIMAL the scale of its type; Calcite's values have another one. */
  private RexNode fit(RexNode decimal) {
    RelDataType type = decimal.getType();
    return call(
        type,
        JavaFunction.of(Decimals.class, "fitDecimal"),
        decimal,
        integer(type.getPrecision()),
        integer(type.getScale()));
  }

  /** Returns the negative of an interval. */
  RexNode negate(RexNode interval) {
    return rewrite((RexCall) call(interval.getType(), SqlStdOperatorTable.UNARY_MINUS, interval));
  }

  /**
   * Limits the places to round to. For places that no number has, Calcite would write out as many
   * digits, which takes minutes.
   */
  private RexNode boundPlaces(RexCall call) {
    if (call.getOperands().size() != 2) {
      return call;
    }
    RexNode places = call.getOperands().get(1);
    if (places instanceof RexLiteral literal && !literal.isNull()) {
      int value = Objects.requireNonNull(literal.getValueAs(BigDecimal.class)).intValue();
      if (value == WholeNumbers.boundedPlaces(value)) {
        return call;
      }
      places = integer(WholeNumbers.boundedPlaces(value));
    } else if (places.getType().getSqlTypeName() == SqlTypeName.INTEGER) {
      places = call(places.getType(), whole("boundedPlaces"), places);
    }
    return call.clone(call.getType(), List.of(call.getOperands().get(0), places));
  }

  /** Chooses the method by the operands: whole numbers or intervals, DECIMALs, DOUBLEs. */
  private RexNode byOperands(RexCall call, String method) {
    RexNode exact = exact(call, method + "Exact");
    if (!exact.equals(call) || SqlTypeUtil.isInterval(call.getType())) {
      return exact;
    }
    RelDataType type = call.getType();
    if (!SqlTypeUtil.isDecimal(type)
        || !call.getOperands().stream().allMatch(o -> SqlTypeUtil.isExactNumeric(o.getType()))) {
      return approximate(call, method + "Double");
    }
    List<RexNode> arguments = new ArrayList<>();
    call.getOperands().forEach(operand -> arguments.add(asDecimal(operand)));
    arguments.add(integer(type.getPrecision()));
    arguments.add(integer(type.getScale()));
    return rexBuilder.makeCall(
        type, JavaFunction.of(Decimals.class, method + "Decimal"), arguments);
  }

  private RexNode exact(RexCall call, String method) {
    RelDataType type = call.getType();
    if (isWhole(type) && call.getOperands().stream().allMatch(this::isWhole)) {
      return narrow(
          type,
          rexBuilder.makeCall(type(SqlTypeName.BIGINT, type), whole(method), call.getOperands()));
    }
    return SqlTypeUtil.isInterval(type) ? ofIntervals(call, whole(method)) : call;
  }

  private RexNode approximate(RexCall call, String method) {
    return call.getType().getSqlTypeName() == SqlTypeName.DOUBLE
            && call.getOperands().stream().allMatch(o -> SqlTypeUtil.isNumeric(o.getType()))
        ? rexBuilder.makeCall(
            call.getType(),
            JavaFunction.of(Doubles.class, method),
            call.getOperands().stream().map(operand -> cast(SqlTypeName.DOUBLE, operand)).toList())
        : call;
  }

  /** Computes with intervals as whole numbers of months or milliseconds. */
  private RexNode ofIntervals(RexCall call, SqlFunction whole) {
    List<RexNode> operands = call.getOperands();
    boolean takes =
        switch (call.getKind()) {
          case PLUS, MINUS, MINUS_PREFIX ->
              operands.stream().allMatch(o -> SqlTypeUtil.isInterval(o.getType()));
          case TIMES, DIVIDE -> operands.stream().allMatch(o -> isInterval(o) || isWhole(o));
          default -> false;
        };
    if (call.getKind() == SqlKind.TIMES || call.getKind() == SqlKind.DIVIDE) {
      return ofIntervalAndNumber(call, takes ? whole : null);
    }
    if (!takes) {
      return call;
    }
    return interval(call.getType(), whole, operands);
  }

  /** Rounds the result unless the number is whole. */
  private RexNode ofIntervalAndNumber(RexCall call, @Nullable SqlFunction whole) {
    int first = isInterval(call.operands.get(0)) ? 0 : 1;
    RexNode length = call.operands.get(first);
    RexNode number = call.operands.get(1 - first);
    if (whole != null) {
      return interval(call.getType(), whole, List.of(length, number));
    }
    return SqlTypeUtil.isNumeric(number.getType())
        ? interval(
            call.getType(),
            call.getKind() == SqlKind.TIMES ? whole("timesRounded") : whole("divideRounded"),
            List.of(length, cast(SqlTypeName.DOUBLE, number)))
        : call;
  }

  private RexNode interval(RelDataType type, SqlFunction function, List<RexNode> operands) {
    boolean months = type.getSqlTypeName().isYearMonth();
    RexNode exact =
        rexBuilder.makeCall(months ? type(SqlTypeName.BIGINT, type) : type, function, operands);
    return months ? call(type, whole("toInteger"), exact) : exact;
  }

  /** Converts a BIGINT to another type of whole numbers. */
  RexNode narrow(RelDataType type, RexNode bigint) {
    return switch (type.getSqlTypeName()) {
      case INTEGER -> call(type, whole("toInteger"), bigint);
      case SMALLINT -> call(type, whole("toSmallint"), bigint);
      case TINYINT -> call(type, whole("toTinyint"), bigint);
      default -> bigint;
    };
  }

  private RexNode asDecimal(RexNode number) {
    return SqlTypeUtil.isDecimal(number.getType())
        ? number
        : rexBuilder.makeCast(
            nullableLike(types.decimalOf(number.getType()), number.getType()), number);
  }

  private boolean isWhole(RexNode node) {
    return isWhole(node.getType());
  }

  private static boolean isWhole(RelDataType type) {
    return switch (type.getSqlTypeName()) {
      case TINYINT, SMALLINT, INTEGER, BIGINT -> true;
      default -> false;
    };
  }

  private static boolean isInterval(RexNode node) {
    return SqlTypeUtil.isInterval(node.getType());
  }
}
