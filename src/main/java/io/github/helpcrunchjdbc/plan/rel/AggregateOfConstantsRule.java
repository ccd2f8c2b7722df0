package io.github.helpcrunchjdbc.plan.rel;

import io.github.helpcrunchjdbc.plan.rex.ConstructedRule;
import org.apache.calcite.plan.RelOptRuleCall;
import org.apache.calcite.rel.core.Aggregate;
import org.apache.calcite.rel.core.Project;
import org.apache.calcite.rex.RexUtil;
import org.apache.calcite.tools.RelBuilder;

/**
 * Groups of nothing but constants, as an EXISTS makes them: there is one if there is a row at all,
 * so that the first row decides.
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
        && aggregate.getAggCallList().isEmpty()
        && aggregate.getGroupSet().asList().stream()
            .allMatch(field -> RexUtil.isLiteral(project.getProjects().get(field), true));
  }

  @Override
  public void onMatch(RelOptRuleCall call) {
    Aggregate aggregate = call.rel(0);
    Project project = call.rel(1);
    RelBuilder builder = call.builder().push(project.getInput());
    builder.project(
        aggregate.getGroupSet().asList().stream().map(project.getProjects()::get).toList(),
        aggregate.getRowType().getFieldNames(),
        true);
    // A value that was put in for a parameter is not NULL, as a parameter might have been.
    call.transformTo(builder.limit(0, 1).convert(aggregate.getRowType(), true).build());
  }
}
