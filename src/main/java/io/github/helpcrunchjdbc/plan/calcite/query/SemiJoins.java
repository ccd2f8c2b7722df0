package io.github.helpcrunchjdbc.plan.calcite.query;

import org.apache.calcite.plan.RelOptRule;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.core.Aggregate;
import org.apache.calcite.rel.core.Join;
import org.apache.calcite.rel.core.JoinRelType;
import org.apache.calcite.rel.core.Project;
import org.apache.calcite.rel.rules.CoreRules;
import org.apache.calcite.rel.rules.SemiJoinRule.ProjectToSemiJoinRule.ProjectToSemiJoinRuleConfig;

/**
 * Calcite's rule that makes a semi-join of a join with distinct keys, limited to where it is right.
 * Calcite's own rule also takes a total for distinct keys, but a total of nothing is a row, not
 * none. Calcite 1.42.0; no issue known on 2026-11-26.
 */
public final class SemiJoins {
  public static final RelOptRule PROJECT_TO_SEMI_JOIN =
      CoreRules.PROJECT_TO_SEMI_JOIN
          .config
          .withOperandSupplier(
              project ->
                  project
                      .operand(Project.class)
                      .oneInput(
                          join ->
                              join.operand(Join.class)
                                  .predicate(SemiJoins::isInnerOrLeft)
                                  .inputs(
                                      left -> left.operand(RelNode.class).anyInputs(),
                                      right ->
                                          right
                                              .operand(Aggregate.class)
                                              .predicate(keys -> keys.getGroupCount() > 0)
                                              .anyInputs())))
          .as(ProjectToSemiJoinRuleConfig.class)
          .toRule();

  private SemiJoins() {}

  private static boolean isInnerOrLeft(Join join) {
    return join.getJoinType() == JoinRelType.INNER || join.getJoinType() == JoinRelType.LEFT;
  }
}
