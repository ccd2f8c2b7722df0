package io.github.helpcrunchjdbc.plan.rel.chain;

import io.github.helpcrunchjdbc.plan.rex.ConstructedRule;
import java.util.List;
import org.apache.calcite.plan.RelOptRuleCall;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.core.Aggregate;
import org.apache.calcite.rel.core.Filter;
import org.apache.calcite.rel.core.Join;
import org.apache.calcite.rel.core.Project;
import org.apache.calcite.rel.logical.LogicalTableScan;

/**
 * Finds chains in the planner of another Calcite. There is no phase that sees a whole plan, so each
 * relation is tried as the top of a chain.
 */
public final class ForeignChainRule extends ConstructedRule {
  public static final List<ForeignChainRule> ALL =
      List.of(
          new ForeignChainRule(LogicalTableScan.class),
          new ForeignChainRule(Filter.class),
          new ForeignChainRule(Project.class),
          new ForeignChainRule(Join.class),
          new ForeignChainRule(Aggregate.class));

  private ForeignChainRule(Class<? extends RelNode> top) {
    super("HelpCrunchChainOf" + top.getSimpleName(), at -> at.operand(top).anyInputs());
  }

  @Override
  public void onMatch(RelOptRuleCall call) {
    RelNode written = CustomerChains.writtenAsOne(call.rel(0));
    if (written != null) {
      call.transformTo(written);
    }
  }
}
