package io.github.helpcrunchjdbc.plan.calcite;

import io.github.helpcrunchjdbc.plan.calcite.aggregate.ExactAggregates;
import io.github.helpcrunchjdbc.plan.calcite.size.LongExtremes;
import io.github.helpcrunchjdbc.plan.calcite.value.OverlappingPeriods;
import io.github.helpcrunchjdbc.plan.calcite.value.TimestampDifference;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.sql.SqlAggFunction;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql2rel.SqlRexContext;
import org.apache.calcite.sql2rel.SqlRexConvertlet;
import org.apache.calcite.sql2rel.SqlRexConvertletTable;
import org.apache.calcite.sql2rel.StandardConvertletTable;
import org.jspecify.annotations.Nullable;

/**
 * How calls become expressions: as in Calcite, but that averages and deviations over windows stay
 * whole, which Calcite makes sums and counts of that lose digits. Calcite 1.42.0. CALCITE-6080 is
 * of such deviations in groups; no issue was known on 2026-11-26 of windows.
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
    if (LongExtremes.isLong(call)) {
      return LongExtremes::convert;
    }
    return call.getOperator() instanceof SqlAggFunction function
            && ExactAggregates.isStatistic(function)
        ? (context, aggregate) -> whole(context, function, aggregate)
        : StandardConvertletTable.INSTANCE.get(call);
  }

  private static RexNode whole(SqlRexContext context, SqlAggFunction function, SqlCall call) {
    return StandardConvertletTable.INSTANCE.convertAggregateFunction(context, function, call);
  }
}
