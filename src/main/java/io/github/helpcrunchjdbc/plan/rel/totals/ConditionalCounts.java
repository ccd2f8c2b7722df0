package io.github.helpcrunchjdbc.plan.rel.totals;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntFunction;
import org.apache.calcite.rel.core.AggregateCall;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rex.RexBuilder;
import org.apache.calcite.rex.RexCall;
import org.apache.calcite.rex.RexInputRef;
import org.apache.calcite.rex.RexLiteral;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.rex.RexUtil;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.fun.SqlStdOperatorTable;
import org.apache.calcite.sql.type.SqlTypeName;
import org.jspecify.annotations.Nullable;

/**
 * Derives aggregates from the number of rows that satisfy conditions: {@code COUNT(*) FILTER (WHERE
 * ..)}, {@code COUNT(CASE ..)}, {@code COUNT(column)}, SUM and AVG of {@code CASE WHEN .. THEN n
 * ELSE 0 END} and of {@code n}, a whole number. Not thread-safe.
 */
final class ConditionalCounts {
  private final RexBuilder rexBuilder;
  private final List<RexNode> inputs;
  private final boolean isOnly;
  private final List<RexNode> conditions = new ArrayList<>();

  /**
   * How an aggregate follows from counts.
   *
   * @param condition the index of the condition whose rows the aggregate counts
   * @param whole the index of a count that is 0 if the aggregate is NULL, null if the aggregate is
   *     never NULL
   * @param each the factor of the count
   * @param isShare whether the count is divided by that of {@code whole}
   */
  record Output(int condition, @Nullable Integer whole, BigDecimal each, boolean isShare) {}

  /**
   * Creates an object without conditions.
   *
   * @param inputs the fields of the aggregate's input, over the whole row of the table
   * @param isOnly whether the statement reads nothing else. Then also "not NULL" and "not 0" are
   *     counted.
   */
  ConditionalCounts(RexBuilder rexBuilder, List<RexNode> inputs, boolean isOnly) {
    this.rexBuilder = rexBuilder;
    this.inputs = inputs;
    this.isOnly = isOnly;
  }

  /** Returns the conditions, over the whole row of the table. */
  List<RexNode> conditions() {
    return List.copyOf(conditions);
  }

  /** Adds an aggregate; returns null if it does not follow from counts. */
  @Nullable Output add(AggregateCall call) {
    if (call.isDistinct() || !call.getCollation().getFieldCollations().isEmpty()) {
      return null;
    }
    RexNode filter = call.hasFilter() ? inputs.get(call.filterArg) : rexBuilder.makeLiteral(true);
    return switch (call.getAggregation().getKind()) {
      case COUNT -> count(call, filter);
      case SUM, SUM0, AVG -> sum(call, filter);
      default -> null;
    };
  }

  private @Nullable Output count(AggregateCall call, RexNode filter) {
    List<RexNode> all = new ArrayList<>(List.of(filter));
    for (int field : call.getArgList()) {
      RexNode present = present(inputs.get(field));
      if (present == null) {
        return null;
      }
      all.add(present);
    }
    return new Output(condition(all), null, BigDecimal.ONE, false);
  }

  /** Returns the condition that an argument of COUNT has a value; null if it can't be counted. */
  private @Nullable RexNode present(RexNode argument) {
    if (!argument.getType().isNullable()) {
      return rexBuilder.makeLiteral(true);
    }
    if (argument instanceof RexInputRef) {
      return rexBuilder.makeCall(SqlStdOperatorTable.IS_NOT_NULL, argument);
    }
    if (argument.getKind() == SqlKind.CASE && ((RexCall) argument).operands.size() == 3) {
      List<RexNode> parts = ((RexCall) argument).operands;
      boolean isOne =
          !parts.get(1).getType().isNullable() && RexUtil.isNullLiteral(parts.get(2), true);
      RexNode then = present(parts.get(1));
      RexNode otherwise = present(parts.get(2));
      return then == null || otherwise == null || !(isOnly || isOne)
          ? null
          : RexUtil.composeDisjunction(
              rexBuilder, List.of(both(parts.get(0), then), both(not(parts.get(0)), otherwise)));
    }
    return RexUtil.isNullLiteral(argument, true) ? rexBuilder.makeLiteral(false) : null;
  }

  private RexNode both(RexNode one, RexNode other) {
    return RexUtil.composeConjunction(rexBuilder, List.of(one, other));
  }

  private RexNode not(RexNode condition) {
    return rexBuilder.makeCall(SqlStdOperatorTable.IS_NOT_TRUE, condition);
  }

  private @Nullable Output sum(AggregateCall call, RexNode filter) {
    RexNode shown = inputs.get(call.getArgList().get(0));
    RexNode argument = withoutCast(shown);
    RelDataType type = shown.getType();
    List<RexNode> parts =
        argument instanceof RexCall made && made.getKind() == SqlKind.CASE
            ? made.operands
            : List.of(rexBuilder.makeLiteral(true), argument, rexBuilder.makeNullLiteral(type));
    BigDecimal each = parts.size() == 3 ? number(parts.get(1)) : null;
    BigDecimal otherwise = parts.size() == 3 ? number(parts.get(2)) : null;
    RexNode condition = parts.get(0);
    if (isOnly && each != null && each.signum() == 0 && otherwise != null) {
      // In CASE WHEN .. THEN 0 ELSE n END, the rows of the ELSE count.
      condition = not(condition);
      each = otherwise;
      otherwise = BigDecimal.ZERO;
    }
    boolean elseNull = otherwise == null && RexUtil.isNullLiteral(parts.get(2), true);
    if (each == null
        || !holds(type, each)
        || !holds(call.getType(), each)
        || (!elseNull && (otherwise == null || otherwise.signum() != 0))) {
      return null;
    }
    int ones = condition(List.of(filter, condition));
    Integer whole = call.getAggregation().getKind() == SqlKind.SUM0 ? null : (Integer) ones;
    if (whole != null && !elseNull) {
      whole = condition(List.of(filter));
    }
    boolean isShare = call.getAggregation().getKind() == SqlKind.AVG;
    return new Output(ones, whole, each, isShare);
  }

  /** Returns the operand of a cast to a nullable type, as of a parameter's value, else the node. */
  private static RexNode withoutCast(RexNode node) {
    return node.getKind() == SqlKind.CAST ? ((RexCall) node).operands.get(0) : node;
  }

  /** Returns the whole number that a literal is, else null. Its multiples are exact. */
  private static @Nullable BigDecimal number(RexNode node) {
    BigDecimal value =
        withoutCast(node) instanceof RexLiteral literal
                && SqlTypeName.NUMERIC_TYPES.contains(literal.getType().getSqlTypeName())
            ? literal.getValueAs(BigDecimal.class)
            : null;
    boolean isWhole = value != null && value.stripTrailingZeros().scale() <= 0;
    return value != null && isWhole && holds(node.getType(), value) ? value : null;
  }

  /** Whether a number surely fits into the type to which it is cast. */
  private static boolean holds(RelDataType type, BigDecimal number) {
    SqlTypeName name = type.getSqlTypeName();
    int digits = type.getPrecision() - type.getScale() - (name == SqlTypeName.DECIMAL ? 0 : 1);
    return !SqlTypeName.EXACT_TYPES.contains(name) || number.precision() - number.scale() <= digits;
  }

  private int condition(List<RexNode> all) {
    RexNode condition =
        RexUtil.composeConjunction(
            rexBuilder, all.stream().filter(node -> !node.isAlwaysTrue()).toList());
    int known = conditions.indexOf(condition);
    if (known >= 0) {
      return known;
    }
    conditions.add(condition);
    return conditions.size() - 1;
  }

  /**
   * Returns an aggregate as an expression of counts.
   *
   * @param counts returns the count of a condition by its index
   */
  RexNode shown(Output output, RelDataType type, IntFunction<RexNode> counts) {
    RexNode value = cast(counts.apply(output.condition()), type);
    if (output.each().compareTo(BigDecimal.ONE) != 0) {
      RexNode each = rexBuilder.makeLiteral(output.each(), type, true);
      value = rexBuilder.makeCall(type, SqlStdOperatorTable.MULTIPLY, List.of(value, each));
    }
    Integer whole = output.whole();
    if (whole == null) {
      return value;
    }
    RexNode of = counts.apply(whole);
    if (output.isShare()) {
      List<RexNode> parts = List.of(value, cast(of, type));
      value = rexBuilder.makeCall(type, SqlStdOperatorTable.DIVIDE, parts);
    }
    if (!type.isNullable()) {
      // A group without rows does not exist.
      return value;
    }
    return rexBuilder.makeCall(
        SqlStdOperatorTable.CASE,
        rexBuilder.makeCall(
            SqlStdOperatorTable.EQUALS,
            of,
            rexBuilder.makeExactLiteral(BigDecimal.ZERO, of.getType())),
        rexBuilder.makeNullLiteral(value.getType()),
        value);
  }

  private RexNode cast(RexNode count, RelDataType type) {
    return rexBuilder.makeAbstractCast(type, count, false);
  }
}
