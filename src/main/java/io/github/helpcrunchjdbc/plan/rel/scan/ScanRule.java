package io.github.helpcrunchjdbc.plan.rel.scan;

import io.github.helpcrunchjdbc.plan.rex.ConstructedRule;
import java.util.function.BiFunction;
import org.apache.calcite.plan.RelOptRule;
import org.apache.calcite.plan.RelOptRuleCall;
import org.apache.calcite.rel.RelNode;
import org.jspecify.annotations.Nullable;

/** Makes rules for a node that stands directly above a scan. */
public final class ScanRule {
  private ScanRule() {}

  /**
   * Returns a rule.
   *
   * @param rewrite returns what takes the place of both nodes; null if nothing can
   */
  public static <T extends RelNode> RelOptRule of(
      String name, Class<T> above, BiFunction<T, CustomerScan, @Nullable RelNode> rewrite) {
    return new ConstructedRule(
        name, top -> top.operand(above).oneInput(in -> in.operand(CustomerScan.class).noInputs())) {
      @Override
      public void onMatch(RelOptRuleCall call) {
        RelNode rewritten = rewrite.apply(above.cast(call.rel(0)), call.rel(1));
        if (rewritten != null) {
          call.transformTo(rewritten);
        }
      }
    };
  }
}
