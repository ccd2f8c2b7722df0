package io.github.helpcrunchjdbc.plan.calcite;

import io.github.helpcrunchjdbc.error.ErrorCode;
import io.github.helpcrunchjdbc.error.HelpCrunchException;
import io.github.helpcrunchjdbc.plan.function.Accumulator;
import io.github.helpcrunchjdbc.plan.function.AccumulatorFunction;
import io.github.helpcrunchjdbc.plan.function.DistinctCount;
import io.github.helpcrunchjdbc.plan.function.FrameValue;
import io.github.helpcrunchjdbc.plan.function.Gathered;
import io.github.helpcrunchjdbc.plan.function.Joined;
import io.github.helpcrunchjdbc.plan.rex.WindowCall;
import java.math.BigDecimal;
import java.util.List;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rel.type.RelDataTypeFactory;
import org.apache.calcite.rex.RexBuilder;
import org.apache.calcite.rex.RexLiteral;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.rex.RexOver;
import org.apache.calcite.rex.RexShuttle;
import org.apache.calcite.rex.RexWindowBound;
import org.apache.calcite.rex.RexWindowBounds;
import org.apache.calcite.sql.SqlAggFunction;
import org.apache.calcite.sql.SqlOperator;
import org.apache.calcite.sql.fun.SqlStdOperatorTable;
import org.apache.calcite.sql.type.SqlTypeName;

/**
 * Functions over windows that Calcite 1.42.0 lacks or gets wrong, said by others and by
 * accumulators: PERCENT_RANK and CUME_DIST (CALCITE-2414), COUNT(DISTINCT x) (CALCITE-4635),
 * FIRST_VALUE and LAST_VALUE with IGNORE NULLS (CALCITE-7701). No issue was known on 2026-11-26 of
 * NTH_VALUE beyond its frame, of ARRAY_AGG, whose rows share one list, and of STRING_AGG.
 */
final class SoundWindows extends RexShuttle {
  private final RexBuilder rexBuilder;
  private final RelDataTypeFactory types;
  private final SoundRanges ranges;

  SoundWindows(RexBuilder rexBuilder) {
    this.rexBuilder = rexBuilder;
    this.types = rexBuilder.getTypeFactory();
    this.ranges = new SoundRanges(rexBuilder);
  }

  @Override
  public RexNode visitOver(RexOver over) {
    RexNode visited = super.visitOver(over);
    if (!(visited instanceof RexOver result)) {
      return visited;
    }
    WindowCall window = ranges.measured(WindowCall.of(result));
    RexNode rewritten = result.isDistinct() ? distinct(window) : rewritten(result, window);
    return rexBuilder.ensureType(over.getType(), rewritten, true);
  }

  private RexNode rewritten(RexOver over, WindowCall window) {
    String name = window.function().getName();
    if (over.ignoreNulls()) {
      return ignoringNulls(name, window);
    }
    SqlAggFunction exact =
        ExactAggregates.of(
            window.function(),
            window.type(),
            window.operands().stream().map(RexNode::getType).toList());
    if (exact != null) {
      return window.withFunction(window.type(), exact, window.operands()).make(rexBuilder);
    }
    return switch (name) {
      case "PERCENT_RANK" -> percentRank(window);
      case "CUME_DIST" -> share(window);
      case "LISTAGG", "STRING_AGG", "GROUP_CONCAT" -> by(window, Joined.class, true);
      case "NTH_VALUE" ->
          window.operands().get(1) instanceof RexLiteral
              ? nth(window, true, false, literal(window.operands().get(1)))
              : window.make(rexBuilder);
      case "ARRAY_AGG" -> by(window, Gathered.class, true);
      default -> window.make(rexBuilder);
    };
  }

  private RexNode distinct(WindowCall window) {
    return switch (window.function().getName()) {
      case "COUNT" -> by(window, DistinctCount.class, false);
      case "MIN", "MAX" -> window.make(rexBuilder);
      default ->
          throw new HelpCrunchException(
              ErrorCode.NOT_SUPPORTED,
              window.function().getName() + "(DISTINCT ..) OVER is not supported; COUNT is");
    };
  }

  private RexNode by(
      WindowCall window, Class<? extends Accumulator> accumulator, boolean takesNulls) {
    return window
        .withFunction(
            window.type(),
            AccumulatorFunction.operator(window.type(), accumulator, takesNulls),
            window.operands())
        .make(rexBuilder);
  }

  private RexNode percentRank(WindowCall window) {
    RelDataType bigint = types.createSqlType(SqlTypeName.BIGINT);
    RexNode rank =
        window.withFunction(bigint, SqlStdOperatorTable.RANK, List.of()).make(rexBuilder);
    RexNode others = minusOne(count(window.ofPartition()));
    RexNode share = call(SqlStdOperatorTable.DIVIDE, asDouble(minusOne(rank)), asDouble(others));
    return call(
        SqlStdOperatorTable.CASE,
        call(SqlStdOperatorTable.EQUALS, others, whole(0)),
        asDouble(whole(0)),
        share);
  }

  private RexNode share(WindowCall window) {
    RexNode upToHere =
        count(
            window.withFrame(
                false, RexWindowBounds.UNBOUNDED_PRECEDING, RexWindowBounds.CURRENT_ROW));
    return call(
        SqlStdOperatorTable.DIVIDE, asDouble(upToHere), asDouble(count(window.ofPartition())));
  }

  private RexNode count(WindowCall window) {
    RelDataType bigint = types.createSqlType(SqlTypeName.BIGINT);
    return window.withFunction(bigint, SqlStdOperatorTable.COUNT, List.of()).make(rexBuilder);
  }

  private RexNode ignoringNulls(String name, WindowCall window) {
    List<RexNode> operands = window.operands();
    RexWindowBound first = RexWindowBounds.UNBOUNDED_PRECEDING;
    RexWindowBound last = RexWindowBounds.UNBOUNDED_FOLLOWING;
    RexNode one = whole(1);
    return switch (name) {
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

  /** The third operand, if there is one, where there is no value. */
  private RexNode otherwise(RexNode value, List<RexNode> operands) {
    return operands.size() < 3
        ? value
        : call(
            SqlStdOperatorTable.CASE,
            call(SqlStdOperatorTable.IS_NOT_NULL, value),
            value,
            operands.get(2));
  }

  private static int literal(RexNode place) {
    Integer value = place instanceof RexLiteral literal ? literal.getValueAs(Integer.class) : null;
    if (value == null || value < 1) {
      throw new HelpCrunchException(
          ErrorCode.NOT_SUPPORTED,
          "the place of a value in a window has to be a literal of 1 or more");
    }
    return value;
  }

  private RexNode minusOne(RexNode number) {
    return call(SqlStdOperatorTable.MINUS, number, whole(1));
  }

  private RexNode whole(long value) {
    return rexBuilder.makeExactLiteral(
        BigDecimal.valueOf(value), types.createSqlType(SqlTypeName.BIGINT));
  }

  private RexNode asDouble(RexNode number) {
    return rexBuilder.makeCast(types.createSqlType(SqlTypeName.DOUBLE), number);
  }

  private RexNode call(SqlOperator operator, RexNode... operands) {
    return rexBuilder.makeCall(operator, operands);
  }
}
