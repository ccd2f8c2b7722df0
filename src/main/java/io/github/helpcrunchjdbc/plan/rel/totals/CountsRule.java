package io.github.helpcrunchjdbc.plan.rel.totals;

import io.github.helpcrunchjdbc.plan.rel.scan.CustomerScan;
import io.github.helpcrunchjdbc.plan.rex.Expressions;
import io.github.helpcrunchjdbc.read.request.ServiceAggregate;
import java.util.ArrayList;
import java.util.List;
import org.apache.calcite.plan.RelOptRuleCall;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.core.Aggregate;
import org.apache.calcite.rel.core.AggregateCall;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rel.type.RelDataTypeField;
import org.apache.calcite.rex.RexBuilder;
import org.apache.calcite.rex.RexInputRef;
import org.apache.calcite.rex.RexNode;
import org.jspecify.annotations.Nullable;

/**
 * Takes in counts, each perhaps of the rows that satisfy its own condition (see {@link
 * ConditionalCounts}), and least and greatest times and ids.
 */
public final class CountsRule extends TotalsRule {
  public static final CountsRule DIRECT = new CountsRule(false);
  public static final CountsRule OVER_PROJECT = new CountsRule(true);

  private CountsRule(boolean projected) {
    super("Counts", projected);
  }

  @Override
  void take(RelOptRuleCall call, CustomerScan scan, List<RexNode> inputs) {
    Aggregate aggregate = call.rel(0);
    if (aggregate.getGroupCount() > 0 || aggregate.getAggCallList().isEmpty()) {
      return;
    }
    // Over a projection, arguments of aggregates would be fields of the projection.
    boolean isOverScan =
        !isProjected()
            || aggregate.getAggCallList().stream().allMatch(one -> one.getArgList().isEmpty());
    if (isOverScan
        && AggregateRule.isAnsweredByService(aggregate, scan)
        && ColumnsWorthProbing.wouldBeTotals(scan, aggregate)) {
      // If the first page leads to a question, one total will answer this aggregate.
      return;
    }
    RexBuilder rexBuilder = scan.getCluster().getRexBuilder();
    ConditionalCounts conditional =
        new ConditionalCounts(rexBuilder, inputs, ColumnsWorthProbing.isOnlyReading(call));
    List<ServiceAggregate> extremes = new ArrayList<>();
    List<ConditionalCounts.@Nullable Output> outputs = new ArrayList<>();
    for (AggregateCall one : aggregate.getAggCallList()) {
      ServiceAggregate extreme = extreme(one, scan, inputs);
      ConditionalCounts.Output output = extreme == null ? conditional.add(one) : null;
      if (extreme != null) {
        extremes.add(extreme);
      } else if (output == null) {
        return;
      }
      outputs.add(output);
    }
    Counts counts = new Counts(conditional.conditions(), List.copyOf(extremes));
    if (!counts.isPossible(scan)) {
      return;
    }
    RelDataType row = counts.rowType(rexBuilder.getTypeFactory());
    RelNode totals = new EnumerableCustomerTotals(counts.reading(scan), counts, row);
    List<RexNode> fields = new ArrayList<>();
    int next = counts.conditions().size();
    for (RelDataTypeField shown : aggregate.getRowType().getFieldList()) {
      ConditionalCounts.Output output = outputs.get(shown.getIndex());
      fields.add(
          output == null
              ? rexBuilder.makeAbstractCast(
                  shown.getType(), rexBuilder.makeInputRef(totals, next++), false)
              : conditional.shown(
                  output, shown.getType(), index -> rexBuilder.makeInputRef(totals, index)));
    }
    call.transformTo(Expressions.project(totals, fields, aggregate.getRowType().getFieldNames()));
  }

  /** Returns the least or greatest time or id that an aggregate asks for, else null. */
  static @Nullable ServiceAggregate extreme(
      AggregateCall call, CustomerScan scan, List<RexNode> inputs) {
    return call.getArgList().size() == 1
            && inputs.get(call.getArgList().get(0)) instanceof RexInputRef ref
        ? AggregateRule.extreme(call, scan.columns().get(ref.getIndex()))
        : null;
  }
}
