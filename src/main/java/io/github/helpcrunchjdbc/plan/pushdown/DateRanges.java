package io.github.helpcrunchjdbc.plan.pushdown;

import io.github.helpcrunchjdbc.plan.pushdown.Condition.All;
import io.github.helpcrunchjdbc.search.ColumnDef;
import io.github.helpcrunchjdbc.search.Operator;
import java.math.BigDecimal;
import java.util.List;
import java.util.function.Function;
import org.apache.calcite.avatica.util.TimeUnit;
import org.apache.calcite.avatica.util.TimeUnitRange;
import org.apache.calcite.rex.RexBuilder;
import org.apache.calcite.rex.RexCall;
import org.apache.calcite.rex.RexLiteral;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.sql.SqlIntervalQualifier;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.fun.SqlStdOperatorTable;
import org.apache.calcite.sql.parser.SqlParserPos;
import org.apache.calcite.sql.type.SqlTypeName;
import org.apache.calcite.sql.type.SqlTypeUtil;
import org.jspecify.annotations.Nullable;

/**
 * The range of times that a comparison of a rounded or shifted time means, whatever it is compared
 * with: {@code FLOOR(lastSeen TO WEEK) = FLOOR(CURRENT_TIMESTAMP TO WEEK)}.
 */
record DateRanges(
    RexBuilder rexBuilder, LeafFactory leaves, Function<RexNode, @Nullable ColumnDef> columnOf) {
  private static final BigDecimal WEEK_MILLIS = BigDecimal.valueOf(7 * 86_400_000L);

  /**
   * What {@code expression operator operand} means for the column within.
   *
   * @return null if it is no rounded or shifted time
   */
  @Nullable Condition of(RexNode expression, Operator operator, RexNode operand, RexNode source) {
    if (operator == Operator.NE || !(expression instanceof RexCall)) {
      return null;
    }
    return range(expression, operator, operand, source);
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

  /** Days and shorter have one length, so they change sides. */
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
        sum.getKind() == SqlKind.PLUS
            ? rexBuilder.makeCall(
                operand.getType(), SqlStdOperatorTable.MINUS_DATE, List.of(operand, interval))
            : rexBuilder.makeCall(SqlStdOperatorTable.DATETIME_PLUS, operand, interval);
    return range(sum.operands.get(0), operator, other, source);
  }

  /**
   * A time rounds to another or to an earlier one if it is not after the last millisecond that
   * rounds to the other. That millisecond exists on 9999-12-31 too, where the next round time does
   * not. Months and years differ in length, so for them the next round time is the bound.
   */
  private @Nullable Condition rounded(
      RexCall floor, Operator operator, RexNode operand, RexNode source) {
    TimeUnit unit = unit(floor);
    RexLiteral length = unit == null ? null : length(unit);
    if (unit == null || length == null || !SqlTypeUtil.isTimestamp(operand.getType())) {
      return null;
    }
    RexNode time = floor.operands.get(0);
    RexNode start =
        rexBuilder.makeCall(
            operand.getType(), SqlStdOperatorTable.FLOOR, List.of(operand, floor.operands.get(1)));
    RexNode end = rexBuilder.makeCall(SqlStdOperatorTable.DATETIME_PLUS, start, length);
    Operator after = unit.yearMonth ? Operator.GE : Operator.GT;
    Operator until = unit.yearMonth ? Operator.LT : Operator.LE;
    return switch (operator) {
      case GT -> range(time, after, end, source);
      case LE -> range(time, until, end, source);
      // Before a time that is not round itself, also the one that it rounds to counts.
      case LT, GE -> {
        RexNode second =
            rexBuilder.makeCall(SqlStdOperatorTable.CEIL, operand, floor.operands.get(1));
        yield range(time, operator, second, source);
      }
      case EQ -> {
        Condition from = range(time, Operator.GE, start, source);
        Condition to = range(time, until, end, source);
        yield from == null || to == null
            ? null
            : new All(
                List.of(checked(from, operand, unit, source), checked(to, operand, unit, source)),
                source);
      }
      default -> null;
    };
  }

  /** Nothing rounded equals a time that is not round, which only the check can tell. */
  private static Condition checked(
      Condition range, RexNode operand, TimeUnit unit, RexNode source) {
    return range instanceof Leaf leaf && !isRound(operand, unit)
        ? leaf.checkedAgain(source)
        : range;
  }

  private static boolean isRound(RexNode operand, TimeUnit unit) {
    RexNode inner = operand;
    while (inner.getKind() == SqlKind.CAST) {
      inner = ((RexCall) inner).operands.get(0);
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

  /** From a round time to the next one, of a fixed length less a millisecond. */
  private @Nullable RexLiteral length(TimeUnit unit) {
    return switch (unit) {
      case YEAR, MONTH -> interval(unit.multiplier, unit);
      case QUARTER -> interval(BigDecimal.valueOf(3), TimeUnit.MONTH);
      case WEEK -> interval(WEEK_MILLIS.subtract(BigDecimal.ONE), TimeUnit.DAY);
      case DAY, HOUR, MINUTE, SECOND -> interval(unit.multiplier.subtract(BigDecimal.ONE), unit);
      default -> null;
    };
  }

  private RexLiteral interval(BigDecimal value, TimeUnit unit) {
    return rexBuilder.makeIntervalLiteral(
        value, new SqlIntervalQualifier(unit, null, SqlParserPos.ZERO));
  }
}
