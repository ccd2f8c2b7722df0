package io.github.helpcrunchjdbc.plan.calcite.aggregate;

import io.github.helpcrunchjdbc.error.ErrorCode;
import io.github.helpcrunchjdbc.error.HelpCrunchException;
import io.github.helpcrunchjdbc.plan.calcite.value.SoundArithmetic;
import io.github.helpcrunchjdbc.plan.function.JavaFunction;
import io.github.helpcrunchjdbc.plan.function.WholeNumbers;
import io.github.helpcrunchjdbc.plan.rex.ExpressionWriter;
import io.github.helpcrunchjdbc.plan.rex.WindowCall;
import java.math.BigDecimal;
import java.util.function.Function;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rex.RexBuilder;
import org.apache.calcite.rex.RexCall;
import org.apache.calcite.rex.RexLiteral;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.rex.RexUtil;
import org.apache.calcite.rex.RexWindowBound;
import org.apache.calcite.rex.RexWindowBounds;
import org.apache.calcite.rex.RexWindowExclusion;
import org.apache.calcite.sql.SqlAggFunction;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlOperator;
import org.apache.calcite.sql.fun.SqlStdOperatorTable;
import org.apache.calcite.sql.type.SqlTypeName;
import org.apache.calcite.sql.type.SqlTypeUtil;

/**
 * Mends or refuses frames that Calcite 1.42.0 gets wrong. An order by a constant makes code that
 * does not compile. After EXCLUDE, MIN, MAX and SUM of no row have their initial value. EXCLUDE is
 * forgotten if the frame of a row has the same rows as the frame of the row before, for FIRST_VALUE
 * and LAST_VALUE, and for TIES. A bound may name a column, which no database allows, be below 0 or
 * exceed INTEGER. EXCLUDE came with CALCITE-5855, and later versions drop constant keys in
 * RelBuilder (CALCITE-7697); no issue of these defects was known on 2026-11-26.
 */
final class SoundFrames extends ExpressionWriter {
  SoundFrames(RexBuilder rexBuilder) {
    super(rexBuilder);
  }

  /**
   * Returns the window without constant keys in its order.
   *
   * @throws HelpCrunchException NOT_SUPPORTED for an EXCLUDE that Calcite's code ignores,
   *     INVALID_SQL for a bound that differs from row to row
   */
  WindowCall checked(WindowCall window, boolean isDistinct) {
    if (isOfRow(window.lower()) || isOfRow(window.upper())) {
      throw new HelpCrunchException(
          ErrorCode.INVALID_SQL,
          "a bound of a window's frame, before PRECEDING or FOLLOWING, has to be the same for all"
              + " rows; it can't name a column");
    }
    if (window.exclude() != RexWindowExclusion.EXCLUDE_NO_OTHER
        && !isExcluded(window, isDistinct)) {
      throw HelpCrunchException.notSupported(
          "EXCLUDE is supported as CURRENT ROW of ROWS, or as GROUP, in a frame that begins or ends"
              + " with CURRENT ROW; COUNT without DISTINCT, SUM, MIN and MAX take CURRENT ROW also"
              + " within ROWS");
    }
    WindowCall bounded =
        window.rows()
            ? window.withFrame(true, counted(window.lower()), counted(window.upper()))
            : window;
    return window.function().requiresOrder()
        ? bounded
        : bounded.withOrder(
            window.order().stream().filter(key -> !(key.left instanceof RexLiteral)).toList());
  }

  /** Returns the bound with a number that can be added to the place of any row. */
  private RexWindowBound counted(RexWindowBound bound) {
    RexNode offset = bound.getOffset();
    if (offset == null || (offset instanceof RexLiteral literal && isSmall(literal))) {
      return bound;
    }
    RexNode rows =
        call(
            type(SqlTypeName.INTEGER, offset.getType()),
            JavaFunction.of(WholeNumbers.class, "frameRows"),
            cast(SqlTypeName.BIGINT, offset));
    return bound.isPreceding() ? RexWindowBounds.preceding(rows) : RexWindowBounds.following(rows);
  }

  private static boolean isSmall(RexLiteral offset) {
    if (!SqlTypeUtil.isNumeric(offset.getType())) {
      return true;
    }
    BigDecimal rows = offset.getValueAs(BigDecimal.class);
    return rows != null
        && rows.signum() >= 0
        && rows.compareTo(BigDecimal.valueOf(WholeNumbers.MOST_FRAME_ROWS)) <= 0;
  }

  private static boolean isOfRow(RexWindowBound bound) {
    return bound.getOffset() != null && !RexUtil.isConstant(bound.getOffset());
  }

  /**
   * Returns whether Calcite's code obeys EXCLUDE. It computes a value again only if a frame has
   * other rows than the frame of the row before.
   */
  private static boolean isExcluded(WindowCall window, boolean isDistinct) {
    boolean changes = window.lower().isCurrentRow() || window.upper().isCurrentRow();
    return switch (window.exclude()) {
      case EXCLUDE_CURRENT_ROW -> (window.rows() && changes) || isOfBothSides(window, isDistinct);
      case EXCLUDE_GROUP -> changes;
      default -> false;
    };
  }

  private static boolean isAround(WindowCall window) {
    boolean isAll = window.lower().isUnbounded() && window.upper().isUnbounded();
    return (window.rows() || isAll) && window.lower().isPreceding() && window.upper().isFollowing();
  }

  private static boolean isSum(SqlAggFunction function) {
    return switch (function.getKind()) {
      case COUNT, SUM, SUM0, MIN, MAX -> true;
      default -> false;
    };
  }

  /**
   * Returns whether a value is combined from the rows before and the rows after the current one. A
   * count of distinct values can't be, because both sides may have equal values.
   */
  static boolean isOfBothSides(WindowCall window, boolean isDistinct) {
    return !(isDistinct && window.function().getKind() == SqlKind.COUNT)
        && window.exclude() == RexWindowExclusion.EXCLUDE_CURRENT_ROW
        && isAround(window)
        && isSum(window.function());
  }

  /**
   * Returns the value of a frame without its current row, combined from the two frames beside that
   * row.
   */
  RexNode ofBothSides(WindowCall window, Function<WindowCall, RexNode> value) {
    WindowCall all =
        window
            .excludingNone()
            .withFunction(
                types.createTypeWithNullability(
                    window.type(), window.function().getKind() != SqlKind.COUNT),
                window.function(),
                window.operands());
    RexNode one = bigint(1);
    RexNode before =
        value.apply(all.withFrame(true, window.lower(), RexWindowBounds.preceding(one)));
    RexNode after =
        value.apply(all.withFrame(true, RexWindowBounds.following(one), window.upper()));
    RexNode both =
        switch (window.function().getKind()) {
          case MIN -> first(SqlStdOperatorTable.LESS_THAN, before, after);
          case MAX -> first(SqlStdOperatorTable.GREATER_THAN, before, after);
          default ->
              new SoundArithmetic(rexBuilder)
                  .rewrite((RexCall) call(SqlStdOperatorTable.PLUS, before, after));
        };
    return call(
        SqlStdOperatorTable.CASE,
        call(SqlStdOperatorTable.IS_NULL, before),
        after,
        call(SqlStdOperatorTable.IS_NULL, after),
        before,
        both);
  }

  private RexNode first(SqlOperator order, RexNode left, RexNode right) {
    return call(SqlStdOperatorTable.CASE, call(order, left, right), left, right);
  }

  /** Returns a value over a window, but NULL if all its rows are excluded. */
  RexNode ofAny(WindowCall window, RexNode value) {
    if (window.exclude() == RexWindowExclusion.EXCLUDE_NO_OTHER) {
      return value;
    }
    return switch (window.function().getKind()) {
      case MIN, MAX, SUM, SUM0, BIT_AND, BIT_OR, BIT_XOR, ANY_VALUE -> ofCounted(window, value);
      default -> value;
    };
  }

  private RexNode ofCounted(WindowCall window, RexNode value) {
    RelDataType bigint = types.createSqlType(SqlTypeName.BIGINT);
    RexNode count =
        window.withFunction(bigint, SqlStdOperatorTable.COUNT, window.operands()).make(rexBuilder);
    RelDataType type = types.createTypeWithNullability(value.getType(), true);
    return call(
        type,
        SqlStdOperatorTable.CASE,
        call(SqlStdOperatorTable.GREATER_THAN, count, bigint(0)),
        value,
        rexBuilder.makeNullLiteral(type));
  }

  /** Returns one value for rows whose key is NULL, and another for the other rows. */
  RexNode byKey(RexNode key, RexNode ofNull, RexNode ofOthers) {
    return call(SqlStdOperatorTable.CASE, call(SqlStdOperatorTable.IS_NULL, key), ofNull, ofOthers);
  }
}
