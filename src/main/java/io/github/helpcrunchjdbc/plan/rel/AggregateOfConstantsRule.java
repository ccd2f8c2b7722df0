package io.github.helpcrunchjdbc.plan.rel;

import io.github.helpcrunchjdbc.plan.rex.Calls;
import io.github.helpcrunchjdbc.plan.rex.ConstructedRule;
import java.util.ArrayList;
import java.util.List;
import org.apache.calcite.plan.RelOptRuleCall;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.core.Aggregate;
import org.apache.calcite.rel.core.AggregateCall;
import org.apache.calcite.rel.core.Project;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.rex.RexUtil;
import org.apache.calcite.sql.fun.SqlAbstractGroupFunction;
import org.apache.calcite.tools.RelBuilder;
import org.apache.calcite.util.ImmutableBitSet;

/**
 * Simplifies an aggregate whose group keys are all constants, as EXISTS makes them, or {@code WHERE
 * city = 'Kyiv'} with {@code GROUP BY city}. There is one group if there is a row at all; so the
 * first row decides, or a count.
 */
public final class AggregateOfConstantsRule extends ConstructedRule {
  public static final AggregateOfConstantsRule INSTANCE = new AggregateOfConstantsRule();

  private AggregateOfConstantsRule() {
    super(
        "HelpCrunchAggregateOfConstants",
        top -> top.operand(Aggregate.class).oneInput(in -> in.operand(Project.class).anyInputs()));
  }

  @Override
  public boolean matches(RelOptRuleCall call) {
    Aggregate aggregate = call.rel(0);
    Project project = call.rel(1);
    return aggregate.getGroupType() == Aggregate.Group.SIMPLE
        && aggregate.getGroupCount() > 0
        && aggregate.getAggCallList().stream()
            .noneMatch(one -> one.getAggregation() instanceof SqlAbstractGroupFunction)
        && aggregate.getGroupSet().asList().stream()
            .allMatch(field -> RexUtil.isLiteral(project.getProjects().get(field), true));
  }

  @Override
  public void onMatch(RelOptRuleCall call) {
    Aggregate aggregate = call.rel(0);
    Project project = call.rel(1);
    List<RexNode> shown = new ArrayList<>();
    aggregate.getGroupSet().forEach(field -> shown.add(project.getProjects().get(field)));
    RelBuilder builder = call.builder();
    List<String> names = aggregate.getRowType().getFieldNames();
    if (aggregate.getAggCallList().isEmpty()) {
      builder.push(project.getInput()).project(shown, names, true).limit(0, 1);
    } else {
      builder.push(ofAll(aggregate, project));
      RexNode rows = builder.field(aggregate.getAggCallList().size());
      builder.filter(builder.greaterThan(rows, builder.literal(0)));
      shown.addAll(builder.fields().subList(0, aggregate.getAggCallList().size()));
      builder.project(shown, names, true);
    }
    // The value of a parameter that was put in is never NULL, while the parameter's type is
    // nullable.
    call.transformTo(builder.convert(aggregate.getRowType(), true).build());
  }

  /** Returns the aggregates over all rows without groups, and the number of these rows. */
  private static RelNode ofAll(Aggregate aggregate, Project rows) {
    List<AggregateCall> calls = new ArrayList<>();
    for (AggregateCall one : aggregate.getAggCallList()) {
      calls.add(one.adaptTo(rows, one.getArgList(), one.filterArg, false, true));
    }
    calls.add(Calls.countOfRows(aggregate.getCluster().getTypeFactory(), "rows"));
    ImmutableBitSet none = ImmutableBitSet.of();
    return aggregate.copy(aggregate.getTraitSet(), rows, none, List.of(none), calls);
  }
}
