package io.github.helpcrunchjdbc.plan.calcite;

import io.github.helpcrunchjdbc.plan.calcite.aggregate.ExactAggregates;
import io.github.helpcrunchjdbc.plan.calcite.size.LongExtremes;
import io.github.helpcrunchjdbc.plan.calcite.value.TimestampDifference;
import io.github.helpcrunchjdbc.plan.rex.Calls;
import java.util.ArrayList;
import java.util.List;
import org.apache.calcite.plan.RelOptUtil;
import org.apache.calcite.rex.RexBuilder;
import org.apache.calcite.rex.RexCall;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.sql.SqlAggFunction;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.fun.SqlStdOperatorTable;
import org.apache.calcite.sql2rel.SqlRexContext;
import org.apache.calcite.sql2rel.SqlRexConvertlet;
import org.apache.calcite.sql2rel.SqlRexConvertletTable;
import org.apache.calcite.sql2rel.StandardConvertletTable;
import org.jspecify.annotations.Nullable;

/**
 * How calls become expressions: as in Calcite, but that averages and deviations over windows stay
 * whole, which Calcite makes sums and counts of that lose digits, and that periods which touch do
 * not overlap. Calcite 1.42.0. CALCITE-6080 is of such deviations in groups; no issue was known on
 * 2026-11-26 of windows, nor of periods.
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
      return SoundConvertlets::overlaps;
    }
    if (LongExtremes.isLong(call)) {
      return LongExtremes::convert;
    }
    return call.getOperator() instanceof SqlAggFunction function
            && ExactAggregates.isStatistic(function)
        ? (context, aggregate) -> whole(context, function, aggregate)
        : StandardConvertletTable.INSTANCE.get(call);
  }

  /**
   * Periods that only touch have nothing in common, unless they begin together. Calcite makes two
   * comparisons of an end with the other's beginning.
   */
  private static RexNode overlaps(SqlRexContext context, SqlCall call) {
    RexNode touching = Calls.converted(StandardConvertletTable.INSTANCE, context, call);
    RexBuilder rexBuilder = context.getRexBuilder();
    List<RexNode> beginnings = new ArrayList<>();
    List<RexNode> overlapping = new ArrayList<>();
    for (RexNode comparison : RelOptUtil.conjunctions(touching)) {
      RexCall ends = (RexCall) comparison;
      boolean endFirst = ends.getKind() == SqlKind.GREATER_THAN_OR_EQUAL;
      RexNode beginning = ends.getOperands().get(endFirst ? 1 : 0);
      RexNode end = ends.getOperands().get(endFirst ? 0 : 1);
      beginnings.add(beginning);
      overlapping.add(rexBuilder.makeCall(SqlStdOperatorTable.GREATER_THAN, end, beginning));
    }
    return rexBuilder.makeCall(
        SqlStdOperatorTable.OR,
        rexBuilder.makeCall(SqlStdOperatorTable.EQUALS, beginnings),
        rexBuilder.makeCall(SqlStdOperatorTable.AND, overlapping));
  }

  private static RexNode whole(SqlRexContext context, SqlAggFunction function, SqlCall call) {
    return StandardConvertletTable.INSTANCE.convertAggregateFunction(context, function, call);
  }
}
