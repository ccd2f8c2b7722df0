package io.github.helpcrunchjdbc.plan.calcite.aggregate;

import io.github.helpcrunchjdbc.error.HelpCrunchException;
import io.github.helpcrunchjdbc.plan.calcite.value.ComparableRows;
import io.github.helpcrunchjdbc.plan.function.Accumulator;
import io.github.helpcrunchjdbc.plan.function.AccumulatorFunction;
import io.github.helpcrunchjdbc.plan.function.ArrayAgg;
import io.github.helpcrunchjdbc.plan.function.DistinctCount;
import io.github.helpcrunchjdbc.plan.function.StringAgg;
import io.github.helpcrunchjdbc.plan.rex.WindowCall;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rex.RexBuilder;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.rex.RexOver;
import org.apache.calcite.rex.RexShuttle;
import org.apache.calcite.sql.SqlAggFunction;

/**
 * Computes functions over windows that Calcite 1.42.0 lacks or gets wrong, by accumulators:
 * COUNT(DISTINCT x), which counts all values (CALCITE-4635), ARRAY_AGG and COLLECT, whose rows
 * share one list, and STRING_AGG. No issue was known on 2026-11-26 of the latter two. {@link
 * RankShares}, {@link FrameValues}, {@link SoundRanges} and {@link SoundFrames} mend the rest.
 */
final class SoundWindows extends RexShuttle {
  private final RexBuilder rexBuilder;
  private final SoundRanges ranges;
  private final RankShares shares;
  private final FrameValues values;
  private final SoundFrames frames;
  private final OrderedDoubles doubles;

  SoundWindows(RexBuilder rexBuilder) {
    this.rexBuilder = rexBuilder;
    this.ranges = new SoundRanges(rexBuilder);
    this.shares = new RankShares(rexBuilder);
    this.values = new FrameValues(rexBuilder);
    this.frames = new SoundFrames(rexBuilder);
    this.doubles = new OrderedDoubles(rexBuilder);
  }

  @Override
  public RexNode visitOver(RexOver over) {
    RexNode visited = super.visitOver(over);
    if (!(visited instanceof RexOver result)) {
      return visited;
    }
    WindowCall window = frames.checked(comparable(WindowCall.of(result)), result.isDistinct());
    if (SoundFrames.isOfBothSides(window, result.isDistinct())) {
      return rexBuilder.ensureType(
          over.getType(),
          frames.ofBothSides(window, side -> typed(side.type(), result, side)),
          true);
    }
    RexNode value = typed(over.getType(), result, ranges.measured(window));
    RexNode key = SoundRanges.keyBesideFrame(window);
    return key == null
        ? value
        : frames.byKey(key, typed(over.getType(), result, SoundRanges.ofPeers(window)), value);
  }

  /** Returns the window with keys of partitions that are equal if their fields are equal. */
  private WindowCall comparable(WindowCall window) {
    return window.withPartition(
        window.partition().stream()
            .map(key -> ComparableRows.comparable(rexBuilder, key))
            .toList());
  }

  private RexNode typed(RelDataType type, RexOver result, WindowCall window) {
    WindowCall ordered = SoundRanges.isOfDistance(window) ? window : doubles.of(window);
    RexNode rewritten = result.isDistinct() ? distinct(ordered) : rewritten(result, ordered);
    return frames.ofAny(ordered, rexBuilder.ensureType(type, rewritten, true));
  }

  private RexNode rewritten(RexOver over, WindowCall window) {
    if (over.ignoreNulls()) {
      return values.ignoringNulls(window);
    }
    SqlAggFunction exact =
        ExactAggregates.of(
            window.function(),
            window.type(),
            window.operands().stream().map(RexNode::getType).toList());
    if (exact != null) {
      return window.withFunction(window.type(), exact, window.operands()).make(rexBuilder);
    }
    return switch (window.function().getName()) {
      case "PERCENT_RANK" -> shares.percentRank(window);
      case "CUME_DIST" -> shares.cumulated(window);
      case "LISTAGG", "STRING_AGG", "GROUP_CONCAT" -> byAccumulator(window, StringAgg.class, true);
      case "NTH_VALUE" -> values.nth(window);
      case "LAG", "LEAD" -> values.lagOrLead(window);
      case "FIRST_VALUE", "LAST_VALUE" -> values.firstOrLast(window);
      case "ARRAY_AGG", "COLLECT" -> byAccumulator(window, ArrayAgg.class, true);
      case "NTILE" -> values.part(window.excludingNone());
      default -> window.make(rexBuilder);
    };
  }

  private RexNode distinct(WindowCall window) {
    return switch (window.function().getName()) {
      case "COUNT" -> byAccumulator(window, DistinctCount.class, false);
      case "MIN", "MAX" -> window.make(rexBuilder);
      default ->
          throw HelpCrunchException.notSupported(
              window.function().getName() + "(DISTINCT ..) OVER is not supported; COUNT is");
    };
  }

  private RexNode byAccumulator(
      WindowCall window, Class<? extends Accumulator> accumulator, boolean takesNulls) {
    return window
        .withFunction(
            window.type(),
            AccumulatorFunction.operator(window.type(), accumulator, takesNulls),
            window.operands())
        .make(rexBuilder);
  }
}
