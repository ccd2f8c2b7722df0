package io.github.helpcrunchjdbc.plan.calcite;

import io.github.helpcrunchjdbc.plan.function.Decimals;
import io.github.helpcrunchjdbc.plan.function.Doubles;
import io.github.helpcrunchjdbc.plan.function.JavaFunction;
import io.github.helpcrunchjdbc.plan.function.WholeNumbers;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rel.type.RelDataTypeFactory;
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
 * Arithmetic on numbers and intervals by methods that fail where an answer does not fit. Calcite
 * 1.42.0 wraps round, or keeps digits that the type does not have, unless each operator is replaced
 * by a checked one (CALCITE-6685), and has none for DOUBLEs. Its LOG and LOG10 divide two natural
 * logarithms, which makes LOG10(1000) less than 3; no issue was known of that on 2026-11-26.
 */
public final class SoundArithmetic {
  /** The methods of one operator, null where a type does not have it. */
  private record Methods(
      @Nullable SqlFunction whole,
      @Nullable SqlFunction decimal,
      @Nullable SqlFunction approximate) {}

  private static final Methods PLUS =
      new Methods(whole("plusExact"), decimal("plusDecimal"), approximate("plusDouble"));
  private static final Methods MINUS =
      new Methods(whole("minusExact"), decimal("minusDecimal"), approximate("minusDouble"));
  private static final Methods TIMES =
      new Methods(whole("timesExact"), decimal("timesDecimal"), approximate("timesDouble"));
  private static final Methods DIVIDE =
      new Methods(whole("divideExact"), decimal("divideDecimal"), approximate("divideDouble"));
  private static final Methods REMAINDER =
      new Methods(
          whole("remainderExact"), decimal("remainderDecimal"), approximate("remainderDouble"));
  private static final Methods NEGATE = new Methods(whole("negateExact"), null, null);
  private static final Methods ABS = new Methods(whole("absExact"), null, null);
  private static final Methods ROUND = new Methods(whole("roundExact"), null, null);
  private static final Methods POWER = new Methods(null, null, approximate("power"));
  private static final Methods EXPONENTIAL = new Methods(null, null, approximate("exponential"));
  private static final Methods NATURAL_LOGARITHM =
      new Methods(null, null, approximate("naturalLogarithm"));
  private static final Methods ARC_COSINE = new Methods(null, null, approximate("arcCosine"));
  private static final Methods ARC_SINE = new Methods(null, null, approximate("arcSine"));
  private static final Methods DECIMAL_LOGARITHM =
      new Methods(null, null, approximate("decimalLogarithm"));
  private static final Methods LOGARITHM = new Methods(null, null, approximate("logarithm"));
  private static final SqlFunction TIMES_ROUNDED = whole("timesRounded");
  private static final SqlFunction DIVIDE_ROUNDED = whole("divideRounded");
  private static final SqlFunction PLACES = whole("places");
  private static final Set<String> ROUNDING = Set.of("ROUND", "TRUNCATE");
  private static final SqlFunction TO_INTEGER = whole("toInteger");
  private static final SqlFunction TO_SMALLINT = whole("toSmallint");
  private static final SqlFunction TO_TINYINT = whole("toTinyint");

  private final RexBuilder rexBuilder;
  private final RelDataTypeFactory types;

  public SoundArithmetic(RexBuilder rexBuilder) {
    this.rexBuilder = rexBuilder;
    this.types = rexBuilder.getTypeFactory();
  }

  private static SqlFunction whole(String method) {
    return JavaFunction.of(WholeNumbers.class, method);
  }

  private static SqlFunction decimal(String method) {
    return JavaFunction.of(Decimals.class, method);
  }

  private static SqlFunction approximate(String method) {
    return JavaFunction.of(Doubles.class, method);
  }

  /** The same call by such a method, the call itself if it is no arithmetic on numbers. */
  public RexNode rewrite(RexCall call) {
    Methods methods =
        switch (call.getKind()) {
          case PLUS -> PLUS;
          case MINUS -> MINUS;
          case TIMES -> TIMES;
          case DIVIDE -> DIVIDE;
          case MOD -> REMAINDER;
          case MINUS_PREFIX -> NEGATE;
          default ->
              switch (call.getOperator().getName()) {
                case "ABS" -> ABS;
                case "ROUND" -> ROUND;
                case "POWER" -> POWER;
                case "EXP" -> EXPONENTIAL;
                case "LN" -> NATURAL_LOGARITHM;
                case "ACOS" -> ARC_COSINE;
                case "ASIN" -> ARC_SINE;
                case "LOG10" -> DECIMAL_LOGARITHM;
                case "LOG" -> call.getOperands().size() == 1 ? DECIMAL_LOGARITHM : LOGARITHM;
                default -> null;
              };
        };
    RexNode sound = methods == null ? call : rewrite(call, methods);
    boolean rounds = ROUNDING.contains(call.getOperator().getName());
    return sound.equals(call) && rounds ? boundPlaces(call) : sound;
  }

  /** The opposite of an interval. */
  RexNode negate(RexNode interval) {
    return rewrite(
        (RexCall)
            rexBuilder.makeCall(
                interval.getType(), SqlStdOperatorTable.UNARY_MINUS, List.of(interval)));
  }

  /**
   * Rounding to places that no number has would have Calcite write out as many digits, which takes
   * longer than anybody waits.
   */
  private RexNode boundPlaces(RexCall call) {
    if (call.getOperands().size() != 2) {
      return call;
    }
    RexNode places = call.getOperands().get(1);
    if (places instanceof RexLiteral literal && !literal.isNull()) {
      int value = Objects.requireNonNull(literal.getValueAs(BigDecimal.class)).intValue();
      if (value == WholeNumbers.places(value)) {
        return call;
      }
      places = integer(WholeNumbers.places(value));
    } else if (places.getType().getSqlTypeName() == SqlTypeName.INTEGER) {
      places = rexBuilder.makeCall(places.getType(), PLACES, List.of(places));
    }
    return call.clone(call.getType(), List.of(call.getOperands().get(0), places));
  }

  private RexNode rewrite(RexCall call, Methods methods) {
    RelDataType type = call.getType();
    List<RexNode> operands = call.getOperands();
    if (methods.equals(ROUND) && operands.size() == 1) {
      return call;
    }
    if (methods.whole() != null && isWhole(type) && operands.stream().allMatch(this::isWhole)) {
      return narrow(type, rexBuilder.makeCall(bigint(type), methods.whole(), operands));
    }
    if (methods.whole() != null && SqlTypeUtil.isInterval(type)) {
      return ofIntervals(call, methods.whole());
    }
    if (methods.decimal() != null
        && SqlTypeUtil.isDecimal(type)
        && operands.stream().allMatch(o -> SqlTypeUtil.isExactNumeric(o.getType()))) {
      List<RexNode> arguments = new ArrayList<>();
      operands.forEach(operand -> arguments.add(asDecimal(operand)));
      arguments.add(integer(type.getPrecision()));
      arguments.add(integer(type.getScale()));
      return rexBuilder.makeCall(type, methods.decimal(), arguments);
    }
    return methods.approximate() != null
            && type.getSqlTypeName() == SqlTypeName.DOUBLE
            && operands.stream().allMatch(o -> SqlTypeUtil.isNumeric(o.getType()))
        ? rexBuilder.makeCall(
            type, methods.approximate(), operands.stream().map(this::asDouble).toList())
        : call;
  }

  /** Intervals are whole numbers of months or milliseconds. */
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

  /** Unless the number is whole, the result is rounded. */
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
            call.getKind() == SqlKind.TIMES ? TIMES_ROUNDED : DIVIDE_ROUNDED,
            List.of(length, asDouble(number)))
        : call;
  }

  private RexNode interval(RelDataType type, SqlFunction function, List<RexNode> operands) {
    boolean months = type.getSqlTypeName().isYearMonth();
    RexNode exact = rexBuilder.makeCall(months ? bigint(type) : type, function, operands);
    return months ? rexBuilder.makeCall(type, TO_INTEGER, List.of(exact)) : exact;
  }

  /** A BIGINT as a whole number of another type. */
  RexNode narrow(RelDataType type, RexNode bigint) {
    return switch (type.getSqlTypeName()) {
      case INTEGER -> rexBuilder.makeCall(type, TO_INTEGER, List.of(bigint));
      case SMALLINT -> rexBuilder.makeCall(type, TO_SMALLINT, List.of(bigint));
      case TINYINT -> rexBuilder.makeCall(type, TO_TINYINT, List.of(bigint));
      default -> bigint;
    };
  }

  private RexNode asDecimal(RexNode number) {
    return SqlTypeUtil.isDecimal(number.getType())
        ? number
        : rexBuilder.makeCast(
            nullableLike(types.decimalOf(number.getType()), number.getType()), number);
  }

  private RexNode asDouble(RexNode number) {
    return number.getType().getSqlTypeName() == SqlTypeName.DOUBLE
        ? number
        : rexBuilder.makeCast(
            nullableLike(types.createSqlType(SqlTypeName.DOUBLE), number.getType()), number);
  }

  private RexNode integer(int value) {
    return rexBuilder.makeExactLiteral(
        BigDecimal.valueOf(value), types.createSqlType(SqlTypeName.INTEGER));
  }

  private RelDataType bigint(RelDataType like) {
    return nullableLike(types.createSqlType(SqlTypeName.BIGINT), like);
  }

  private RelDataType nullableLike(RelDataType type, RelDataType like) {
    return types.createTypeWithNullability(type, like.isNullable());
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
