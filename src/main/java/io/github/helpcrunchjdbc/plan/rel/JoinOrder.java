package io.github.helpcrunchjdbc.plan.rel;

import io.github.helpcrunchjdbc.plan.calcite.query.FixedRelBuilder;
import java.util.List;
import org.apache.calcite.plan.RelOptPlanner;
import org.apache.calcite.plan.RelOptRule;
import org.apache.calcite.plan.hep.HepMatchOrder;
import org.apache.calcite.plan.hep.HepProgram;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.core.Join;
import org.apache.calcite.rel.rules.CoreRules;
import org.apache.calcite.rel.rules.JoinPushThroughJoinRule;

/**
 * Chooses the order of many joins. The planner compares all orders of a few joins. The number of
 * orders grows faster than exponentially, so a heuristic decides about more. More than 30 nested
 * joins keep their order.
 */
public final class JoinOrder {
  /** With four joins, the planner takes a tenth of a second; with six, half a minute. */
  private static final int MOST_COMPARED = 3;

  /** The heuristic's time grows faster than the cube of the joins: for 100 it takes minutes. */
  private static final int MOST_ORDERED = 30;

  private static final HepProgram HEURISTIC =
      HepProgram.builder()
          .addMatchOrder(HepMatchOrder.BOTTOM_UP)
          .addRuleInstance(CoreRules.JOIN_TO_MULTI_JOIN)
          .addMatchOrder(HepMatchOrder.TOP_DOWN)
          .addRuleInstance(
              CoreRules.MULTI_JOIN_OPTIMIZE
                  .config
                  .withRelBuilderFactory(FixedRelBuilder.FACTORY)
                  .toRule())
          .build();

  private static final List<RelOptRule> COMPARING =
      List.of(CoreRules.JOIN_COMMUTE, JoinPushThroughJoinRule.LEFT, JoinPushThroughJoinRule.RIGHT);

  private JoinOrder() {}

  /**
   * Returns the plan with its joins ordered by the heuristic, if they are too many to compare. The
   * planner then keeps that order.
   */
  public static RelNode choose(RelNode rel) {
    if (joins(rel) <= MOST_COMPARED) {
      return rel;
    }
    RelOptPlanner planner = rel.getCluster().getPlanner();
    COMPARING.forEach(planner::removeRule);
    return largest(rel) > MOST_ORDERED ? rel : Phases.normalize(Phases.run(HEURISTIC, rel));
  }

  /** Returns the greatest number of nested joins, which the heuristic orders at once. */
  private static int largest(RelNode rel) {
    int below = rel.getInputs().stream().mapToInt(JoinOrder::largest).max().orElse(0);
    return Math.max(standing(rel), below);
  }

  private static int standing(RelNode rel) {
    return rel instanceof Join join ? 1 + standing(join.getLeft()) + standing(join.getRight()) : 0;
  }

  private static int joins(RelNode rel) {
    return rel.getInputs().stream().mapToInt(JoinOrder::joins).sum()
        + (rel instanceof Join ? 1 : 0);
  }
}
