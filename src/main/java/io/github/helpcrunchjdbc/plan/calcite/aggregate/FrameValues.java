package io.github.helpcrunchjdbc.plan.calcite.aggregate;

import io.github.helpcrunchjdbc.error.ErrorCode;
import io.github.helpcrunchjdbc.error.HelpCrunchException;
import io.github.helpcrunchjdbc.plan.function.AccumulatorFunction;
import io.github.helpcrunchjdbc.plan.function.FrameValue;
import io.github.helpcrunchjdbc.plan.rex.ExpressionWriter;
import io.github.helpcrunchjdbc.plan.rex.WindowCall;
import java.util.List;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rex.RexBuilder;
import org.apache.calcite.rex.RexLiteral;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.rex.RexWindowBound;
import org.apache.calcite.rex.RexWindowBounds;
import org.apache.calcite.rex.RexWindowExclusion;
import org.apache.calcite.sql.SqlAggFunction;
import org.apache.calcite.sql.fun.SqlStdOperatorTable;
import org.apache.calcite.sql.type.SqlTypeUtil;

/**
 * Functions of one row of a window, by an accumulator that finds it. Calcite 1.42.0 does not
 * compute IGNORE NULLS (CALCITE-7701), leaves EXCLUDE out of FIRST_VALUE and LAST_VALUE, and its
 * NTH_VALUE looks beyond the frame. Its LAG and LEAD make 0 of a default that is NULL, and fail
 * where that is of a narrower type than the value. No issue was known of these on 2026-11-26.
 */
final class FrameValues extends ExpressionWriter {
  FrameValues(RexBuilder rexBuilder) {
    super(rexBuilder);
  }

  /** NTH_VALUE, all rows counted. */
  RexNode nth(WindowCall window) {
    return window.operands().get(1) instanceof RexLiteral
        ? nth(window, true, false, literal(window.operands().get(1)))
        : window.make(rexBuilder);
  }

  /** LAG and LEAD, of whose default Calcite makes 0 where it is NULL. */
  RexNode beside(WindowCall window) {
    List<RexNode> operands = window.operands();
    if (operands.size() < 3) {
      return window.make(rexBuilder);
    }
    RexNode of = operands.get(0);
    RelDataType type = operands.get(2).getType();
    RelDataType common = types.leastRestrictive(List.of(of.getType(), type));
    boolean isNarrower =
        common != null && SqlTypeUtil.equalSansNullability(types, common, of.getType());
    if (!isNarrower || (type.equals(of.getType()) && !type.isNullable())) {
      return window.make(rexBuilder);
    }
    RexNode value = at(window, of);
    RexNode row = of.getType().isNullable() ? at(window, bigint(1)) : value;
    return otherwise(row, value, operands);
  }

  /** What an expression is in the row that LAG or LEAD looks at, NULL where there is none. */
  private RexNode at(WindowCall window, RexNode of) {
    return window
        .withFunction(
            types.createTypeWithNullability(of.getType(), true),
            window.function(),
            List.of(of, window.operands().get(1)))
        .make(rexBuilder);
  }

  /** FIRST_VALUE and LAST_VALUE, which Calcite takes from a frame as if it excluded none. */
  RexNode firstOrLast(WindowCall window) {
    return window.exclude() == RexWindowExclusion.EXCLUDE_NO_OTHER
        ? window.make(rexBuilder)
        : nth(window, true, window.function().getName().equals("LAST_VALUE"), 1);
  }

  /** One that ignores NULLs. */
  RexNode ignoringNulls(WindowCall window) {
    List<RexNode> operands = window.operands();
    RexWindowBound first = RexWindowBounds.UNBOUNDED_PRECEDING;
    RexWindowBound last = RexWindowBounds.UNBOUNDED_FOLLOWING;
    RexNode one = bigint(1);
    return switch (window.function().getName()) {
      case "FIRST_VALUE" -> nth(window, false, false, 1);
      case "LAST_VALUE" -> nth(window, false, true, 1);
      case "NTH_VALUE" -> nth(window, false, false, literal(operands.get(1)));
      case "LAG" ->
          otherwise(
              nth(
                  window.withFrame(true, first, RexWindowBounds.preceding(one)),
                  false,
                  true,
                  operands.size() > 1 ? literal(operands.get(1)) : 1),
              operands);
      case "LEAD" ->
          otherwise(
              nth(
                  window.withFrame(true, RexWindowBounds.following(one), last),
                  false,
                  false,
                  operands.size() > 1 ? literal(operands.get(1)) : 1),
              operands);
      default -> window.make(rexBuilder);
    };
  }

  private RexNode nth(WindowCall window, boolean takesNulls, boolean fromEnd, int place) {
    RexNode value = window.operands().get(0);
    RelDataType type = types.createTypeWithNullability(value.getType(), true);
    SqlAggFunction function =
        AccumulatorFunction.operator(type, FrameValue.class, takesNulls, fromEnd, place);
    return window.withFunction(type, function, List.of(value)).make(rexBuilder);
  }

  private RexNode otherwise(RexNode value, List<RexNode> operands) {
    return operands.size() < 3 ? value : otherwise(value, value, operands);
  }

  /** The third operand in the place of a value where there is no row. */
  private RexNode otherwise(RexNode row, RexNode value, List<RexNode> operands) {
    return call(
        SqlStdOperatorTable.CASE,
        call(SqlStdOperatorTable.IS_NOT_NULL, row),
        value,
        rexBuilder.ensureType(value.getType(), operands.get(2), true));
  }

  private static int literal(RexNode place) {
    return place(place, ErrorCode.NTH_VALUE);
  }

  /**
   * A place in a window, or a number of parts.
   *
   * @throws HelpCrunchException with that code for one below 1, NOT_SUPPORTED for what is no
   *     literal
   */
  static int place(RexNode place, ErrorCode tooLow) {
    Integer value = place instanceof RexLiteral literal ? literal.getValueAs(Integer.class) : null;
    if (value == null || value < 1) {
      throw new HelpCrunchException(
          value == null ? ErrorCode.NOT_SUPPORTED : tooLow,
          "a place in a window, or a number of parts, has to be a literal of 1 or more"
              + (value == null ? "" : ", not " + value));
    }
    return value;
  }
}
