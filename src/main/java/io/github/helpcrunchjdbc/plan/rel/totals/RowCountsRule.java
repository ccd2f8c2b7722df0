package io.github.helpcrunchjdbc.plan.rel.totals;

import io.github.helpcrunchjdbc.plan.rel.scan.CustomerScan;
import io.github.helpcrunchjdbc.plan.rex.Calls;
import io.github.helpcrunchjdbc.plan.rex.ConstructedRule;
import io.github.helpcrunchjdbc.plan.rex.Expressions;
import java.util.ArrayList;
import java.util.List;
import org.apache.calcite.plan.RelOptRuleCall;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.core.Aggregate;
import org.apache.calcite.rel.core.AggregateCall;
import org.apache.calcite.rel.core.Project;
import org.apache.calcite.rel.type.RelDataTypeField;
import org.apache.calcite.rex.RexBuilder;
import org.apache.calcite.rex.RexInputRef;
import org.apache.calcite.rex.RexLiteral;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.sql.SqlKind;
import org.jspecify.annotations.Nullable;

/**
 * Turns aggregates that only the number of rows decides into {@code COUNT(*)}: {@code SUM(1)},
 * which tools write, and {@code COUNT(DISTINCT id)} of customers.
 */
public final class RowCountsRule extends ConstructedRule {
  public static final RowCountsRule INSTANCE = new RowCountsRule();

  private RowCountsRule() {
    super(
        "HelpCrunchRowCounts",
        top -> top.operand(Aggregate.class).oneInput(in -> in.operand(RelNode.class).anyInputs()));
  }

  @Override
  public void onMatch(RelOptRuleCall call) {
    Aggregate aggregate = call.rel(0);
    RelNode input = call.rel(1);
    RexBuilder rexBuilder = aggregate.getCluster().getRexBuilder();
    List<RexNode> inputs = input instanceof Project below ? below.getProjects() : List.of();
    ConditionalCounts ofConstants = new ConditionalCounts(rexBuilder, inputs, true);
    List<AggregateCall> counted = new ArrayList<>();
    List<ConditionalCounts.@Nullable Output> outputs = new ArrayList<>();
    for (AggregateCall one : aggregate.getAggCallList()) {
      ConditionalCounts.Output output = isOfConstant(one, inputs) ? ofConstants.add(one) : null;
      outputs.add(output);
      counted.add(output != null || countsAll(one, input) ? ofRows(one, aggregate) : one);
    }
    if (counted.equals(aggregate.getAggCallList())) {
      return;
    }
    List<AggregateCall> calls = counted.stream().distinct().toList();
    RelNode rows = Calls.with(aggregate, aggregate.getInput(), calls);
    List<RexNode> shown = new ArrayList<>();
    for (RelDataTypeField field : aggregate.getRowType().getFieldList()) {
      int place = field.getIndex() - aggregate.getGroupCount();
      int below = place < 0 ? place : calls.indexOf(counted.get(place));
      RexNode value = rexBuilder.makeInputRef(rows, aggregate.getGroupCount() + below);
      ConditionalCounts.Output output = place < 0 ? null : outputs.get(place);
      shown.add(output == null ? value : ofConstants.shown(output, field.getType(), any -> value));
    }
    call.transformTo(Expressions.project(rows, shown, aggregate.getRowType().getFieldNames()));
  }

  private static boolean isOfConstant(AggregateCall call, List<RexNode> inputs) {
    return !inputs.isEmpty()
        && call.getArgList().size() == 1
        && inputs.get(call.getArgList().get(0)) instanceof RexLiteral literal
        && !literal.isNull();
  }

  private static AggregateCall ofRows(AggregateCall one, Aggregate aggregate) {
    return Calls.countOfRows(aggregate.getCluster().getTypeFactory(), one.getName())
        .withFilter(one.filterArg);
  }

  /** Whether a call counts values that are never NULL, or distinct ids: each customer has one. */
  private static boolean countsAll(AggregateCall call, RelNode input) {
    return call.getAggregation().getKind() == SqlKind.COUNT
        && call.getArgList().size() == 1
        && (call.isDistinct()
            ? isId(input, call.getArgList().get(0))
            : !input
                .getRowType()
                .getFieldList()
                .get(call.getArgList().get(0))
                .getType()
                .isNullable());
  }

  private static boolean isId(RelNode input, int field) {
    return input.stripped() instanceof Project project
        ? project.getProjects().get(field) instanceof RexInputRef ref
            && isId(project.getInput(), ref.getIndex())
        : input.stripped() instanceof CustomerScan scan && scan.column(field).isId();
  }
}
