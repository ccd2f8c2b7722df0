package io.github.helpcrunchjdbc.plan.calcite.query;

import java.util.ArrayList;
import java.util.List;
import org.apache.calcite.plan.RelOptPredicateList;
import org.apache.calcite.plan.RelOptRule;
import org.apache.calcite.plan.RelOptRuleCall;
import org.apache.calcite.rel.core.Project;
import org.apache.calcite.rel.rules.ReduceExpressionsRule;
import org.apache.calcite.rex.RexBuilder;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.rex.RexUtil;

/**
 * Computes the constant items of a projection, but leaves an item as it is if its type would
 * change. If a filter compares a column that can't be NULL with NULL, Calcite 1.42.0 makes a NULL
 * of the column, which its planner then refuses. CALCITE-7070 simplifies comparisons with a literal
 * NULL in WHERE and ON before they are planned, and CALCITE-7598, which comes after 1.42.0, those
 * in HAVING. No issue of others is known on 2026-11-27.
 */
public final class KeptTypes extends ReduceExpressionsRule.ProjectReduceExpressionsRule {
  public static final RelOptRule INSTANCE = new KeptTypes();

  private KeptTypes() {
    super(ProjectReduceExpressionsRuleConfig.DEFAULT);
  }

  @Override
  public void onMatch(RelOptRuleCall call) {
    Project project = call.rel(0);
    List<RexNode> expressions = project.getProjects();
    List<RexNode> reduced = new ArrayList<>(expressions);
    reduceExpressions(
        project,
        reduced,
        ofColumns(
            project.getCluster().getRexBuilder(),
            call.getMetadataQuery().getPulledUpPredicates(project.getInput())),
        false,
        config.matchNullability(),
        config.treatDynamicCallsAsConstant());
    for (int i = 0; i < reduced.size(); i++) {
      if (!reduced.get(i).getType().equals(expressions.get(i).getType())) {
        reduced.set(i, expressions.get(i));
      }
    }
    if (!reduced.equals(expressions)) {
      call.transformTo(
          call.builder()
              .push(project.getInput())
              .project(reduced, project.getRowType().getFieldNames())
              .build());
      call.getPlanner().prune(project);
    }
  }

  /**
   * Drops predicates without a column. If one of them says that two constant lists are equal, each
   * list would be replaced by the other without end.
   */
  private static RelOptPredicateList ofColumns(RexBuilder rexBuilder, RelOptPredicateList known) {
    List<RexNode> own =
        known.pulledUpPredicates.stream().filter(p -> !RexUtil.isConstant(p)).toList();
    return own.size() == known.pulledUpPredicates.size()
        ? known
        : RelOptPredicateList.of(rexBuilder, own);
  }
}
