package io.github.helpcrunchjdbc.plan.pushdown;

import io.github.helpcrunchjdbc.plan.function.JavaFunction;
import io.github.helpcrunchjdbc.plan.function.TimeRangeBounds;
import io.github.helpcrunchjdbc.plan.pushdown.Condition.All;
import io.github.helpcrunchjdbc.search.ColumnDef;
import io.github.helpcrunchjdbc.search.Operator;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import org.apache.calcite.avatica.util.TimeUnit;
import org.apache.calcite.avatica.util.TimeUnitRange;
import org.apache.calcite.rex.RexBuilder;
import org.apache.calcite.rex.RexCall;
import org.apache.calcite.rex.RexLiteral;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.sql.SqlFunction;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.fun.SqlStdOperatorTable;
import org.apache.calcite.sql.type.SqlTypeName;
import org.jspecify.annotations.Nullable;

/**
 * Finds the range of times that a comparison of a rounded or shifted time means, with any operand:
 * {@code FLOOR(lastSeen TO WEEK) = FLOOR(CURRENT_TIMESTAMP TO WEEK)}.
 */
record DateRanges(
    RexBuilder rexBuilder, LeafFactory leaves, Function<RexNode, @Nullable ColumnDef> columnOf) {
  private static final Set<TimeUnit> UNITS =
      EnumSet.of(
          TimeUnit.YEAR,
          TimeUnit.QUARTER,
          TimeUnit.MONTH,
          TimeUnit.WEEK,
          TimeUnit.DAY,
          TimeUnit.HOUR,
          TimeUnit.MINUTE,
          TimeUnit.SECOND);

  // Bounds may lie outside the years that times have.
  private static final SqlFunction EARLIER = JavaFunction.of(TimeRangeBounds.class, "earlier");
  private static final SqlFunction LATER = JavaFunction.of(TimeRangeBounds.class, "later");
  private static final SqlFunction DOWN = JavaFunction.of(TimeRangeBounds.class, "roundedDown");
  private static final SqlFunction NEXT = JavaFunction.of(TimeRangeBounds.class, "nextRound");
  private static final SqlFunction UP = JavaFunction.of(TimeRangeBounds.class, "roundedUp");

  /**
   * Returns what {@code expression operator operand} means for the column in it.
   *
   * @return null if the expression is not a rounded or shifted time
   */
  @Nullable Condition of(RexNode expression, Operator operator, RexNode operand, RexNode source) {
    if (operator == Operator.NE || !(expression instanceof RexCall) || !isTimestamp(operand)) {
      return null;
    }
    return range(dayOf(expression), operator, operand, source);
  }

  /** Returns FLOOR(time TO DAY) for CAST(CAST(time AS DATE) AS TIMESTAMP), which means the same. */
  private RexNode dayOf(RexNode midnight) {
    RexNode date = castOf(midnight);
    RexNode time = date == null ? null : castOf(date);
    return date != null
            && time != null
            && date.getType().getSqlTypeName() == SqlTypeName.DATE
            && isTimestamp(time)
            && isTimestamp(midnight)
        ? rexBuilder.makeCall(
            SqlStdOperatorTable.FLOOR, time, rexBuilder.makeFlag(TimeUnitRange.DAY))
        : midnight;
  }

  /** Whether a value is a time of a clock: with a time zone, it is an instant. */
  private static boolean isTimestamp(RexNode value) {
    return value.getType().getSqlTypeName() == SqlTypeName.TIMESTAMP;
  }

  private static @Nullable RexNode castOf(RexNode node) {
    return node.getKind() == SqlKind.CAST ? ((RexCall) node).operands.get(0) : null;
  }

  private @Nullable Condition range(
      RexNode expression, Operator operator, RexNode operand, RexNode source) {
    ColumnDef column = columnOf.apply(expression);
    if (column != null) {
      return column.isInstant()
          ? leaves.comparison(column, operator, operand, expression, source)
          : null;
    }
    if (!(expression instanceof RexCall call) || call.operands.size() != 2) {
      return null;
    }
    return switch (call.getKind()) {
      case PLUS, MINUS -> shifted(call, operator, operand, source);
      case FLOOR -> rounded(call, operator, operand, source);
      default -> null;
    };
  }

  /** Moves an interval to the other side. Days and shorter units have a fixed length. */
  private @Nullable Condition shifted(
      RexCall sum, Operator operator, RexNode operand, RexNode source) {
    RexNode interval = sum.operands.get(1);
    boolean fixed =
        interval instanceof RexLiteral
            && SqlTypeName.DAY_INTERVAL_TYPES.contains(interval.getType().getSqlTypeName());
    if (!fixed) {
      return null;
    }
    RexNode other =
        bound(sum.getKind() == SqlKind.PLUS ? EARLIER : LATER, operand, operand, interval);
    return range(sum.operands.get(0), operator, other, source);
  }

  /** Uses that a rounded time is at or before a time if it is before the next round time. */
  private @Nullable Condition rounded(
      RexCall floor, Operator operator, RexNode operand, RexNode source) {
    TimeUnit unit = unit(floor);
    if (unit == null || !UNITS.contains(unit)) {
      return null;
    }
    RexNode time = floor.operands.get(0);
    RexNode name = rexBuilder.makeLiteral(unit.name());
    RexNode next = bound(NEXT, operand, name, operand);
    return switch (operator) {
      case GT -> range(time, Operator.GE, next, source);
      case LE -> range(time, Operator.LT, next, source);
      // If the operand is not round, the round time before it is less too: the bound rounds up.
      case LT, GE -> range(time, operator, bound(UP, operand, name, operand), source);
      case EQ -> {
        Condition from = range(time, Operator.GE, bound(DOWN, operand, name, operand), source);
        Condition to = range(time, Operator.LT, next, source);
        yield from == null || to == null
            ? null
            : new All(
                List.of(checked(from, operand, unit, source), checked(to, operand, unit, source)),
                source);
      }
      default -> null;
    };
  }

  private RexNode bound(SqlFunction function, RexNode operand, RexNode... arguments) {
    return rexBuilder.makeCall(operand.getType(), function, List.of(arguments));
  }

  /** Adds a check to a range unless the operand is round: no rounded time equals another one. */
  private static Condition checked(
      Condition range, RexNode operand, TimeUnit unit, RexNode source) {
    return range instanceof Leaf leaf && !isRound(operand, unit)
        ? leaf.checkedAgain(source)
        : range;
  }

  private static boolean isRound(RexNode operand, TimeUnit unit) {
    RexNode inner = operand;
    for (RexNode cast = castOf(inner); cast != null; cast = castOf(inner)) {
      inner = cast;
    }
    if (inner.getType().getSqlTypeName() == SqlTypeName.DATE) {
      return unit == TimeUnit.DAY;
    }
    return inner.getKind() == SqlKind.FLOOR && unit == unit((RexCall) inner);
  }

  private static @Nullable TimeUnit unit(RexCall floor) {
    return floor.operands.size() == 2
            && floor.operands.get(1) instanceof RexLiteral literal
            && literal.getValue() instanceof TimeUnitRange range
        ? range.startUnit
        : null;
  }
}
