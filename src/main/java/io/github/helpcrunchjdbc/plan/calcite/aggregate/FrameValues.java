package io.github.helpcrunchjdbc.plan.calcite.aggregate;

import io.github.helpcrunchjdbc.error.ErrorCode;
import io.github.helpcrunchjdbc.error.HelpCrunchException;
import io.github.helpcrunchjdbc.plan.function.AccumulatorFunction;
import io.github.helpcrunchjdbc.plan.function.FrameValue;
import io.github.helpcrunchjdbc.plan.function.JavaFunction;
import io.github.helpcrunchjdbc.plan.function.PlacedValue;
import io.github.helpcrunchjdbc.plan.rex.ExpressionWriter;
import io.github.helpcrunchjdbc.plan.rex.WindowCall;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rex.RexBuilder;
import org.apache.calcite.rex.RexLiteral;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.rex.RexUtil;
import org.apache.calcite.rex.RexWindowBound;
import org.apache.calcite.rex.RexWindowBounds;
import org.apache.calcite.rex.RexWindowExclusion;
import org.apache.calcite.sql.SqlAggFunction;
import org.apache.calcite.sql.SqlFunction;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.fun.SqlStdOperatorTable;
import org.apache.calcite.sql.type.SqlTypeName;
import org.apache.calcite.sql.type.SqlTypeUtil;

/**
 * Computes functions that return the value of one row of a window, by an accumulator that finds the
 * row. Calcite 1.42.0 does not compute IGNORE NULLS (CALCITE-7701), ignores EXCLUDE in FIRST_VALUE
 * and LAST_VALUE and fails if their frame has no row, and its NTH_VALUE looks beyond the frame. Its
 * NTILE mixes larger parts with smaller ones. Its LAG and LEAD make 0 of a default that is NULL.
 * They fail if the default has another type than the value, or if the offset is NULL. No issue was
 * known of these on 2026-11-26.
 */
final class FrameValues extends ExpressionWriter {
  private static final SqlFunction FIND = JavaFunction.of(PlacedValue.class, "find");

  /** More rows than a list holds; the place of a row plus this distance still is a BIGINT. */
  private static final BigDecimal MOST_ROWS = BigDecimal.valueOf(Integer.MAX_VALUE);

  private static final SqlFunction PART = JavaFunction.of(PlacedValue.class, "part");

  FrameValues(RexBuilder rexBuilder) {
    super(rexBuilder);
  }

  /** NTH_VALUE, with rows that are NULL counted too. */
  RexNode nth(WindowCall window) {
    return nth(window, true, false, place(window.operands().get(1)));
  }

  /** LAG and LEAD; Calcite makes 0 of their default if it is NULL. */
  RexNode lagOrLead(WindowCall window) {
    List<RexNode> operands = window.operands();
    if (operands.size() < 2) {
      return at(window, operands.get(0));
    }
    RexNode of = typed(window, operands.get(0));
    RexNode value = at(window, of);
    RexNode row = of.getType().isNullable() ? at(window, bigint(1)) : value;
    RexNode offset = operands.get(1);
    if (!SqlTypeUtil.isIntType(offset.getType()) && !SqlTypeUtil.isNull(offset.getType())) {
      throw new HelpCrunchException(
          ErrorCode.INVALID_SQL,
          "LAG and LEAD count rows by whole numbers, not by " + offset.getType().getSqlTypeName());
    }
    RexNode result = otherwise(window, row, value);
    return offset.getType().isNullable()
        ? call(
            SqlStdOperatorTable.CASE,
            call(SqlStdOperatorTable.IS_NOT_NULL, offset),
            result,
            rexBuilder.makeNullLiteral(result.getType()))
        : result;
  }

  /**
   * Returns the value of an expression in the row that LAG or LEAD looks at, NULL if there is no
   * such row.
   */
  private RexNode at(WindowCall window, RexNode of) {
    List<RexNode> operands = new ArrayList<>(List.of(of));
    if (window.operands().size() > 1) {
      RexNode offset = cast(SqlTypeName.INTEGER, window.operands().get(1));
      // Calcite accepts only an INTEGER that is not NULL.
      operands.add(
          offset.getType().isNullable()
              ? call(
                  SqlStdOperatorTable.COALESCE,
                  offset,
                  rexBuilder.makeZeroLiteral(offset.getType()))
              : offset);
    }
    SqlAggFunction function =
        window.function().getKind() == SqlKind.LAG
            ? SqlStdOperatorTable.LAG
            : SqlStdOperatorTable.LEAD;
    return window
        .withFunction(types.createTypeWithNullability(of.getType(), true), function, operands)
        .make(rexBuilder);
  }

  /** FIRST_VALUE and LAST_VALUE. */
  RexNode firstOrLast(WindowCall window) {
    return nth(window, true, window.function().getName().equals("LAST_VALUE"), bigint(1));
  }

  /** NTILE. */
  RexNode part(WindowCall window) {
    RexNode parts = window.operands().get(0);
    if (!RexUtil.isConstant(parts)) {
      throw HelpCrunchException.notSupported(
          "NTILE deals out all rows to as many parts; it takes no column");
    }
    RexWindowBound first = RexWindowBounds.UNBOUNDED_PRECEDING;
    return rexBuilder.makeCast(
        window.type(),
        call(
            type(SqlTypeName.BIGINT, parts.getType()),
            PART,
            number(
                window.withFrame(true, first, RexWindowBounds.CURRENT_ROW),
                SqlStdOperatorTable.ROW_NUMBER),
            count(window.withFrame(true, first, RexWindowBounds.UNBOUNDED_FOLLOWING)),
            cast(SqlTypeName.BIGINT, parts)));
  }

  /** A function with IGNORE NULLS. */
  RexNode ignoringNulls(WindowCall window) {
    List<RexNode> operands = window.operands();
    RexWindowBound first = RexWindowBounds.UNBOUNDED_PRECEDING;
    RexWindowBound last = RexWindowBounds.UNBOUNDED_FOLLOWING;
    RexNode one = bigint(1);
    return switch (window.function().getName()) {
      case "FIRST_VALUE" -> nth(window, false, false, one);
      case "LAST_VALUE" -> nth(window, false, true, one);
      case "NTH_VALUE" -> nth(window, false, false, place(operands.get(1)));
      case "LAG" ->
          ignoring(window, window.withFrame(true, first, RexWindowBounds.preceding(one)), true);
      case "LEAD" ->
          ignoring(window, window.withFrame(true, RexWindowBounds.following(one), last), false);
      default -> window.make(rexBuilder);
    };
  }

  private RexNode nth(WindowCall window, boolean takesNulls, boolean fromEnd, RexNode place) {
    RexNode value = window.operands().get(0);
    RelDataType type = types.createTypeWithNullability(value.getType(), true);
    if (window.exclude() != RexWindowExclusion.EXCLUDE_NO_OTHER) {
      SqlAggFunction function =
          AccumulatorFunction.operator(type, FrameValue.class, takesNulls, fromEnd, literal(place));
      return window.withFunction(type, function, List.of(value)).make(rexBuilder);
    }
    RexWindowBound first = RexWindowBounds.UNBOUNDED_PRECEDING;
    RexWindowBound last = RexWindowBounds.UNBOUNDED_FOLLOWING;
    RelDataType any = types.createSqlType(SqlTypeName.ANY);
    SqlAggFunction gather = AccumulatorFunction.operator(any, PlacedValue.class, true, takesNulls);
    WindowCall all = window.withFrame(true, first, last);
    // The frame ends at the row, but the list is complete when it is read, because a window is
    // computed as a whole before.
    WindowCall upToRow = window.withFrame(true, first, RexWindowBounds.CURRENT_ROW);
    return call(
        type,
        FIND,
        upToRow.withFunction(any, gather, List.of(value)).make(rexBuilder),
        window.lower().isUnbounded()
            ? bigint(0)
            : window.rows()
                ? place(upToRow, window.lower(), -1)
                : call(
                    SqlStdOperatorTable.MINUS,
                    count(all),
                    count(window.withFrame(false, window.lower(), last))),
        window.upper().isUnbounded()
            ? bigint(Integer.MAX_VALUE)
            : window.rows()
                ? place(upToRow, window.upper(), 0)
                : count(window.withFrame(false, first, window.upper())),
        rexBuilder.makeLiteral(fromEnd),
        place);
  }

  private RexNode count(WindowCall window) {
    return number(window, SqlStdOperatorTable.COUNT);
  }

  private RexNode number(WindowCall window, SqlAggFunction function) {
    return window.withFunction(bigint(0).getType(), function, List.of()).make(rexBuilder);
  }

  /**
   * Returns the place of a bound of ROWS. Calcite sorts again for each window, so rows with equal
   * keys may have another order in another window. Therefore the row is numbered in the window of
   * the values themselves.
   */
  private RexNode place(WindowCall upToRow, RexWindowBound bound, long more) {
    RexNode offset = bound.getOffset();
    RexNode row =
        call(
            SqlStdOperatorTable.PLUS,
            number(upToRow, SqlStdOperatorTable.ROW_NUMBER),
            bigint(more));
    return offset == null
        ? row
        : call(
            bound.isPreceding() ? SqlStdOperatorTable.MINUS : SqlStdOperatorTable.PLUS,
            row,
            offset instanceof RexLiteral literal
                ? bigint(literal.getValueAs(BigDecimal.class).min(MOST_ROWS).longValue())
                : cast(SqlTypeName.BIGINT, offset));
  }

  /** Returns a place as a BIGINT: a known place, or a number for each row. */
  private RexNode place(RexNode place) {
    return place instanceof RexLiteral ? bigint(literal(place)) : cast(SqlTypeName.BIGINT, place);
  }

  /** LAG or LEAD over the rows before or after, with the NULLs left out. */
  private RexNode ignoring(WindowCall window, WindowCall rows, boolean fromEnd) {
    List<RexNode> operands = window.operands();
    RexNode place = bigint(operands.size() > 1 ? literal(operands.get(1)) : 1);
    RexNode of = operands.get(0);
    RexNode value = nth(rows, false, fromEnd, place);
    if (operands.size() < 3 || !of.getType().isNullable()) {
      return otherwise(window, value, value);
    }
    // A comparison of the value itself with NULL would make Calcite take the value for NOT NULL and
    // fail.
    RexNode one =
        call(
            SqlStdOperatorTable.CASE,
            call(SqlStdOperatorTable.IS_NOT_NULL, of),
            bigint(1),
            rexBuilder.makeNullLiteral(types.createSqlType(SqlTypeName.BIGINT)));
    WindowCall ones = rows.withFunction(one.getType(), rows.function(), List.of(one));
    return otherwise(window, nth(ones, false, fromEnd, place), value);
  }

  /** Returns the value, or the default if there is no row. */
  private RexNode otherwise(WindowCall window, RexNode row, RexNode value) {
    return window.operands().size() < 3
        ? value
        : call(
            SqlStdOperatorTable.CASE,
            call(SqlStdOperatorTable.IS_NOT_NULL, row),
            typed(window, value),
            typed(window, window.operands().get(2)));
  }

  private RexNode typed(WindowCall window, RexNode value) {
    return rexBuilder.ensureType(nullableLike(window.type(), value.getType()), value, true);
  }

  /**
   * Returns a place in a window.
   *
   * @throws HelpCrunchException NTH_VALUE for a place below 1, NOT_SUPPORTED if it is no literal
   */
  private static int literal(RexNode place) {
    Integer value = place instanceof RexLiteral literal ? literal.getValueAs(Integer.class) : null;
    if (value == null || value < 1) {
      throw new HelpCrunchException(
          value == null ? ErrorCode.NOT_SUPPORTED : ErrorCode.NTH_VALUE,
          "a place in a window has to be a literal of 1 or more"
              + (value == null ? "" : ", not " + value));
    }
    return value;
  }
}
