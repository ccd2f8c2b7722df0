package io.github.helpcrunchjdbc.plan.calcite.value;

import com.google.common.collect.ImmutableList;
import io.github.helpcrunchjdbc.error.HelpCrunchException;
import io.github.helpcrunchjdbc.plan.function.CodePoints;
import io.github.helpcrunchjdbc.plan.function.Doubles;
import io.github.helpcrunchjdbc.plan.rex.CustomerTypes;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.ZoneId;
import java.util.List;
import java.util.Objects;
import org.apache.calcite.plan.Strong;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rel.type.RelDataTypeFactory;
import org.apache.calcite.rex.RexBuilder;
import org.apache.calcite.rex.RexCall;
import org.apache.calcite.rex.RexFieldCollation;
import org.apache.calcite.rex.RexLiteral;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.rex.RexWindowBound;
import org.apache.calcite.rex.RexWindowExclusion;
import org.apache.calcite.sql.SqlAggFunction;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlOperator;
import org.apache.calcite.sql.SqlUtil;
import org.apache.calcite.sql.fun.SqlStdOperatorTable;
import org.apache.calcite.sql.parser.SqlParserPos;
import org.apache.calcite.sql.type.SqlTypeName;
import org.apache.calcite.sql.type.SqlTypeUtil;
import org.apache.calcite.util.NlsString;

/**
 * Builds expressions that Calcite's simplification gets wrong in a form that it leaves alone.
 *
 * <p>{@code a IS NOT FALSE} becomes {@code a IS NULL OR a}, part by part for AND and OR. If unknown
 * counts as true, the simplification drops an {@code x IS NOT NULL} that makes a conjunction false,
 * as if that were the same as unknown; and a conjunction may come out of other expressions, such as
 * a comparison with a COALESCE.
 *
 * <p>{@code -n} becomes {@code 0 - n}, except for DECIMALs. The simplification makes {@code n} of
 * {@code -(-n)}, even if {@code -n} exceeds a type of whole numbers; of the DOUBLE 0 Calcite makes
 * another 0.
 *
 * <p>LIKE becomes {@link SoundLike}. A literal beyond REAL, or one that rounds to a number beyond
 * its type, is cast when it is computed; Calcite makes Infinity or another number of it. A cast
 * with a FORMAT stays one; Calcite drops the FORMAT of a literal's cast.
 *
 * <p>The value over a window is nullable if EXCLUDE may leave no row of a frame. Calcite forgets
 * EXCLUDE there, and takes {@code IS NULL} for false.
 *
 * <p>The results of JSON functions are text of any length. Calcite's are VARCHAR(2000), so that a
 * cast or a longer type beside them cuts them. JSON_ARRAYAGG and JSON_OBJECTAGG keep that type, to
 * which nothing cuts them. A literal's type counts its characters; Calcite's counts UTF-16 units,
 * and a cast of an emoji to CHAR(2) fills nothing up.
 *
 * <p>Calcite 1.42.0. CALCITE-3872 brought {@code -(-n)}, and CALCITE-7725 takes it back for checked
 * arithmetic only; no issue known on 2026-11-26 of the rest.
 */
public class FixedRexBuilder extends RexBuilder {
  /** The length that Calcite gives to JSON. */
  private static final int NARROW = 2000;

  private final ZoneId zone;

  /** Creates a builder that shows times with an offset in the zone. */
  public FixedRexBuilder(RelDataTypeFactory types, ZoneId zone) {
    super(types);
    this.zone = zone;
  }

  protected final ZoneId zone() {
    return zone;
  }

  /** Returns the id of a builder's zone, which functions of times take as an operand. */
  static RexNode zoneOf(RexBuilder builder) {
    return builder.makeLiteral(((FixedRexBuilder) builder).zone.getId());
  }

  /** Returns a function's type without a length that its text may exceed; not for aggregates. */
  public static RelDataType uncut(
      RelDataTypeFactory types, SqlOperator function, RelDataType type) {
    return type.getSqlTypeName() == SqlTypeName.VARCHAR
            && type.getPrecision() == NARROW
            && !function.isAggregator()
            && function.getName().startsWith("JSON_")
        ? CustomerTypes.of(types, SqlTypeName.VARCHAR, type.isNullable())
        : type;
  }

  /** Returns the type of a literal, whose length counts characters. */
  public static RelDataType ofLiteral(RelDataTypeFactory types, NlsString text) {
    int length = CodePoints.textLength(text.getValue());
    return SqlUtil.createNlsStringType(types, text.copy(" ".repeat(length)));
  }

  @Override
  public RexLiteral makeCharLiteral(NlsString text) {
    return makeLiteral(text, ofLiteral(typeFactory, text), SqlTypeName.CHAR);
  }

  @Override
  public RelDataType deriveReturnType(SqlOperator operator, List<? extends RexNode> operands) {
    return uncut(typeFactory, operator, super.deriveReturnType(operator, operands));
  }

  @Override
  public RexNode makeCall(
      SqlParserPos pos, SqlOperator operator, List<? extends RexNode> operands) {
    return makeCall(
        pos, deriveReturnType(operator, operands), operator, List.<RexNode>copyOf(operands));
  }

  @Override
  public RexNode makeCall(
      SqlParserPos pos, RelDataType type, SqlOperator operator, List<RexNode> operands) {
    if (operator.equals(SqlStdOperatorTable.IS_NOT_FALSE)) {
      return notFalse(pos, operands.get(0));
    }
    if (operator.getKind() == SqlKind.LIKE) {
      return SoundLike.of(this, pos, type, operator, operands);
    }
    if (operator.getKind() == SqlKind.CASE && type.getSqlTypeName() == SqlTypeName.TIMESTAMP) {
      return super.makeCall(pos, type, operator, midnights(type, operands));
    }
    if (operator.equals(SqlStdOperatorTable.UNARY_MINUS)
        && (SqlTypeUtil.isIntType(type) || SqlTypeUtil.isApproximateNumeric(type))) {
      RexNode zero = makeZeroLiteral(typeFactory.createTypeWithNullability(type, false));
      return super.makeCall(pos, type, SqlStdOperatorTable.MINUS, List.of(zero, operands.get(0)));
    }
    return super.makeCall(pos, type, operator, ComparedInstants.of(this, operator, operands));
  }

  @Override
  public RexNode makeCast(
      SqlParserPos pos,
      RelDataType type,
      RexNode node,
      boolean matchNullability,
      boolean safe,
      RexLiteral format) {
    if (!format.isNull()) {
      requireTimeAndText(type, node.getType());
      return makeAbstractCast(pos, type, node, safe, format);
    }
    if (isBeyondReal(type, node)
        || roundsBeyond(type, node)
        || isCounted(type, node)
        || isFilledUp(type, node)) {
      return makeAbstractCast(pos, type, node, safe);
    }
    RexNode cast = super.makeCast(pos, type, node, matchNullability, safe, format);
    // TRY_CAST has a nullable type, also if it becomes the CASE of a BOOLEAN.
    return safe && type.isNullable() && !cast.getType().isNullable()
        ? makeAbstractCast(pos, type, cast, false)
        : cast;
  }

  /** Returns whether a function is NULL if EXCLUDE leaves no row of a frame; counts are not. */
  public static boolean mayBeNull(SqlOperator function, RexWindowExclusion exclusion) {
    return exclusion != RexWindowExclusion.EXCLUDE_NO_OTHER
        && switch (function.getKind()) {
          case COUNT, COUNTIF, REGR_COUNT -> false;
          default -> true;
        };
  }

  @Override
  public RexNode makeOver(
      SqlParserPos pos,
      RelDataType type,
      SqlAggFunction operator,
      List<RexNode> operands,
      List<RexNode> partitionKeys,
      ImmutableList<RexFieldCollation> orderKeys,
      RexWindowBound lower,
      RexWindowBound upper,
      RexWindowExclusion exclude,
      boolean rows,
      boolean allowPartial,
      boolean nullWhenCountZero,
      boolean distinct,
      boolean ignoreNulls) {
    return super.makeOver(
        pos,
        typeFactory.createTypeWithNullability(
            type, type.isNullable() || mayBeNull(operator, exclude)),
        operator,
        operands,
        partitionKeys,
        orderKeys,
        lower,
        upper,
        exclude,
        rows,
        allowPartial,
        nullWhenCountZero,
        distinct,
        ignoreNulls);
  }

  /** Refuses a FORMAT unless it shows a date or timestamp as text, or reads a text as a time. */
  private static void requireTimeAndText(RelDataType to, RelDataType from) {
    boolean isShown =
        SqlTypeUtil.isCharacter(to)
            && SqlTypeUtil.isDatetime(from)
            && from.getSqlTypeName() != SqlTypeName.TIME;
    boolean isRead = SqlTypeUtil.isDatetime(to) && SqlTypeUtil.isCharacter(from);
    if (!isShown && !isRead) {
      throw HelpCrunchException.notSupported(
          "CAST of "
              + from.getSqlTypeName()
              + " to "
              + to.getSqlTypeName()
              + " takes no FORMAT; write it without");
    }
  }

  /** Returns whether a literal exceeds REAL; Calcite would make Infinity or 0 of it. */
  private static boolean isBeyondReal(RelDataType type, RexNode node) {
    Double value =
        type.getSqlTypeName() == SqlTypeName.REAL
                && node instanceof RexLiteral literal
                && SqlTypeUtil.isNumeric(node.getType())
            ? literal.getValueAs(Double.class)
            : null;
    return value != null && Doubles.isBeyondReal(value);
  }

  /** Returns whether a cast counts an interval's units; Calcite would count its milliseconds. */
  private static boolean isCounted(RelDataType type, RexNode node) {
    return SqlTypeUtil.isInterval(type)
        ? node instanceof RexLiteral && SqlTypeUtil.isNumeric(node.getType())
        : SqlTypeUtil.isExactNumeric(type) && SqlTypeUtil.isInterval(node.getType());
  }

  /** Returns whether CHAR has another length than its text; Calcite would count UTF-16 units. */
  private static boolean isFilledUp(RelDataType type, RexNode node) {
    return type.getSqlTypeName() == SqlTypeName.CHAR
        && node instanceof RexLiteral literal
        && literal.getValue() instanceof NlsString
        && type.getPrecision() != node.getType().getPrecision();
  }

  /** Returns whether a number may round beyond its type; Calcite checks it before rounding. */
  private static boolean roundsBeyond(RelDataType type, RexNode node) {
    if (!SqlTypeUtil.isIntType(type) || !(node instanceof RexLiteral literal) || literal.isNull()) {
      return false;
    } else if (!SqlTypeUtil.isExactNumeric(node.getType())) {
      return SqlTypeUtil.isApproximateNumeric(node.getType());
    }
    int bits =
        switch (type.getSqlTypeName()) {
          case TINYINT -> Byte.SIZE;
          case SMALLINT -> Short.SIZE;
          case INTEGER -> Integer.SIZE;
          default -> Long.SIZE;
        };
    BigDecimal value = Objects.requireNonNull(literal.getValueAs(BigDecimal.class));
    return value.setScale(0, RoundingMode.HALF_UP).toBigInteger().bitLength() >= bits;
  }

  /** Casts the DATEs of a DECODE; Calcite would take their days for milliseconds. */
  private List<RexNode> midnights(RelDataType type, List<RexNode> operands) {
    return operands.stream()
        .map(
            operand ->
                operand.getType().getSqlTypeName() == SqlTypeName.DATE
                    ? ensureType(type, operand, true)
                    : operand)
        .toList();
  }

  private RexNode notFalse(SqlParserPos pos, RexNode node) {
    return switch (node.getKind()) {
      case AND, OR -> {
        RexCall call = (RexCall) node;
        yield super.makeCall(
            pos,
            call.getOperator(),
            call.getOperands().stream().map(operand -> notFalse(pos, operand)).toList());
      }
      case NOT ->
          super.makeCall(
              pos, SqlStdOperatorTable.IS_NOT_TRUE, List.of(((RexCall) node).operands.get(0)));
      default -> Strong.policy(node) == Strong.Policy.NOT_NULL ? node : nullOrTrue(pos, node);
    };
  }

  private RexNode nullOrTrue(SqlParserPos pos, RexNode node) {
    RexNode isNull = super.makeCall(pos, SqlStdOperatorTable.IS_NULL, List.of(node));
    RexNode either = super.makeCall(pos, SqlStdOperatorTable.OR, List.of(isNull, node));
    return super.makeCall(pos, SqlStdOperatorTable.IS_TRUE, List.of(either));
  }
}
