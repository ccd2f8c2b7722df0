package io.github.helpcrunchjdbc.plan.rel.totals;

import io.github.helpcrunchjdbc.plan.pushdown.RequestEstimator;
import io.github.helpcrunchjdbc.plan.rel.scan.CustomerScan;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.calcite.plan.RelOptRuleCall;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.core.Aggregate;
import org.apache.calcite.rel.core.AggregateCall;
import org.apache.calcite.rel.core.JoinRelType;
import org.apache.calcite.rex.RexInputRef;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.tools.RelBuilder;
import org.apache.calcite.util.ImmutableBitSet;
import org.jspecify.annotations.Nullable;

/**
 * Splits an aggregate that counts the distinct values of several texts that many customers share.
 * Each text gets an aggregate of its own, for which {@link GroupsRule} asks for totals. If rows are
 * read, all aggregates read them once.
 */
public final class DistinctCountsRule extends TotalsRule {
  public static final DistinctCountsRule DIRECT = new DistinctCountsRule(false);
  public static final DistinctCountsRule OVER_PROJECT = new DistinctCountsRule(true);

  /** The key of the calls that count rows, among the fields of the texts. */
  private static final int ROWS = -1;

  private DistinctCountsRule(boolean projected) {
    super("DistinctCounts", projected);
  }

  @Override
  void take(RelOptRuleCall call, CustomerScan scan, List<RexNode> inputs) {
    Aggregate aggregate = call.rel(0);
    if (aggregate.getGroupCount() > 0) {
      return;
    }
    Map<Integer, List<Integer>> parts = new LinkedHashMap<>();
    List<AggregateCall> calls = aggregate.getAggCallList();
    for (int i = 0; i < calls.size(); i++) {
      Integer part = part(calls.get(i), scan, inputs);
      if (part == null) {
        return;
      }
      parts.computeIfAbsent(part, any -> new ArrayList<>()).add(i);
    }
    List<Integer> rows = parts.remove(ROWS);
    if (parts.size() > 1) {
      if (rows != null) {
        // The last part, so that rows that were read for a text are counted.
        parts.put(ROWS, rows);
      }
      call.transformTo(joined(call.builder(), aggregate, call.rel(1), parts.values()));
    }
  }

  /**
   * Returns the field of the text whose values a call counts, {@link #ROWS} if it counts rows; null
   * if neither. Also null for a text with many values: rows are read for it anyway, so totals of
   * another text would save nothing.
   */
  private static @Nullable Integer part(
      AggregateCall call, CustomerScan scan, List<RexNode> inputs) {
    if (call.getAggregation().getKind() != SqlKind.COUNT
        || call.hasFilter()
        || !call.getCollation().getFieldCollations().isEmpty()) {
      return null;
    }
    if (call.getArgList().isEmpty()) {
      return ROWS;
    }
    boolean isText =
        call.isDistinct()
            && call.getArgList().size() == 1
            && inputs.get(call.getArgList().get(0)) instanceof RexInputRef ref
            && RequestEstimator.isShared(scan.columns().get(ref.getIndex()))
            && new Groups(ref.getIndex(), null, false, List.of(), List.of(), true, null)
                .isPossible(scan);
    return isText ? ((RexInputRef) inputs.get(call.getArgList().get(0))).getIndex() : null;
  }

  /** Returns one row with the calls of all parts, in their original order. */
  private static RelNode joined(
      RelBuilder builder, Aggregate aggregate, RelNode input, Iterable<List<Integer>> parts) {
    List<Integer> order = new ArrayList<>();
    for (List<Integer> part : parts) {
      builder.push(
          aggregate.copy(
              aggregate.getTraitSet(),
              input,
              ImmutableBitSet.of(),
              null,
              part.stream().map(aggregate.getAggCallList()::get).toList()));
      if (!order.isEmpty()) {
        builder.join(JoinRelType.INNER, builder.literal(true));
      }
      order.addAll(part);
    }
    List<RexNode> fields = new ArrayList<>();
    for (int i = 0; i < order.size(); i++) {
      fields.add(builder.field(order.indexOf(i)));
    }
    return builder.project(fields, aggregate.getRowType().getFieldNames(), true).build();
  }
}
