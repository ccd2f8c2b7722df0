package io.github.helpcrunchjdbc.plan.calcite;

import io.github.helpcrunchjdbc.plan.calcite.aggregate.ExactAggregates;
import io.github.helpcrunchjdbc.plan.calcite.size.LongExtremes;
import io.github.helpcrunchjdbc.plan.calcite.value.OverlappingPeriods;
import io.github.helpcrunchjdbc.plan.calcite.value.TimestampDifference;
import java.util.stream.IntStream;
import org.apache.calcite.plan.RelOptUtil;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rex.RexBuilder;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.sql.SqlAggFunction;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlIntervalQualifier;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlNumericLiteral;
import org.apache.calcite.sql.fun.SqlCastFunction;
import org.apache.calcite.sql.fun.SqlLibraryOperators;
import org.apache.calcite.sql.fun.SqlStdOperatorTable;
import org.apache.calcite.sql2rel.SqlRexContext;
import org.apache.calcite.sql2rel.SqlRexConvertlet;
import org.apache.calcite.sql2rel.SqlRexConvertletTable;
import org.apache.calcite.sql2rel.StandardConvertletTable;
import org.jspecify.annotations.Nullable;

/**
 * Converts calls to expressions as Calcite does, with these exceptions. Averages and deviations
 * over windows stay whole; Calcite splits them into sums and counts that lose digits. AGE of one
 * time counts to today, as in PostgreSQL. CAST of a number to an interval is computed. Calcite
 * 1.42.0. CALCITE-6080 is of such deviations in groups; no issue was known on 2026-11-26 of
 * windows, nor of AGE.
 */
public final class SoundConvertlets implements SqlRexConvertletTable {
  public static final SoundConvertlets INSTANCE = new SoundConvertlets();

  private SoundConvertlets() {}

  @Override
  public @Nullable SqlRexConvertlet get(SqlCall call) {
    if (call.getOperator() instanceof TimestampDifference difference) {
      return difference::convert;
    }
    if (call.getKind() == SqlKind.OVERLAPS) {
      return OverlappingPeriods::convert;
    }
    if (call.getOperator().equals(SqlLibraryOperators.AGE) && call.operandCount() == 1) {
      return SoundConvertlets::ageToday;
    }
    if (call.getOperator() instanceof SqlCastFunction
        && call.operand(0) instanceof SqlNumericLiteral
        && call.operand(1) instanceof SqlIntervalQualifier) {
      return SoundConvertlets::units;
    }
    if (call.getKind() == SqlKind.IS_DISTINCT_FROM
        || call.getKind() == SqlKind.IS_NOT_DISTINCT_FROM) {
      return SoundConvertlets::distinct;
    }
    if (LongExtremes.isLong(call)) {
      return LongExtremes::convert;
    }
    return call.getOperator() instanceof SqlAggFunction function
            && ExactAggregates.isStatistic(function)
        ? (context, aggregate) -> whole(context, function, aggregate)
        : StandardConvertletTable.INSTANCE.get(call);
  }

  private static RexNode distinct(SqlRexContext context, SqlCall call) {
    return distinct(
        context.getRexBuilder(),
        context.convertExpression(call.operand(0)),
        context.convertExpression(call.operand(1)),
        call.getKind() == SqlKind.IS_NOT_DISTINCT_FROM);
  }

  /**
   * Compares rows field by field. Calcite 1.42.0 asks whether all fields are distinct
   * (CALCITE-7678).
   */
  private static RexNode distinct(RexBuilder rexBuilder, RexNode one, RexNode other, boolean not) {
    if (!one.getType().isStruct() || !other.getType().isStruct()) {
      return RelOptUtil.isDistinctFrom(rexBuilder, one, other, not);
    }
    return IntStream.range(0, one.getType().getFieldCount())
        .mapToObj(
            i ->
                distinct(
                    rexBuilder,
                    rexBuilder.makeFieldAccess(one, i),
                    rexBuilder.makeFieldAccess(other, i),
                    not))
        .reduce(
            (first, second) ->
                rexBuilder.makeCall(
                    not ? SqlStdOperatorTable.AND : SqlStdOperatorTable.OR, first, second))
        .orElseThrow();
  }

  /** Converts AGE of one time to its age today, at midnight; Calcite's is its age now, in UTC. */
  private static RexNode ageToday(SqlRexContext context, SqlCall call) {
    RexBuilder rexBuilder = context.getRexBuilder();
    RexNode since = context.convertExpression(call.operand(0));
    RexNode today = rexBuilder.makeCall(SqlStdOperatorTable.CURRENT_DATE);
    RelDataType time =
        rexBuilder
            .getTypeFactory()
            .createTypeWithNullability(since.getType(), today.getType().isNullable());
    return rexBuilder.makeCall(call.getOperator(), rexBuilder.makeCast(time, today), since);
  }

  /** Converts a number of an interval's units by a cast; Calcite limits the number to a BIGINT. */
  private static RexNode units(SqlRexContext context, SqlCall call) {
    return context
        .getRexBuilder()
        .makeCast(
            call.getParserPosition(),
            context.getValidator().getValidatedNodeType(call),
            context.convertExpression(call.operand(0)),
            false,
            call.getKind() == SqlKind.SAFE_CAST);
  }

  private static RexNode whole(SqlRexContext context, SqlAggFunction function, SqlCall call) {
    return StandardConvertletTable.INSTANCE.convertAggregateFunction(context, function, call);
  }
}
