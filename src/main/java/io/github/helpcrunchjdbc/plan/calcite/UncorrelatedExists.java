package io.github.helpcrunchjdbc.plan.calcite;

import java.math.BigDecimal;
import org.apache.calcite.plan.RelOptUtil;
import org.apache.calcite.rel.RelCollations;
import org.apache.calcite.rel.RelHomogeneousShuttle;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.core.Aggregate;
import org.apache.calcite.rel.core.Correlate;
import org.apache.calcite.rel.core.Project;
import org.apache.calcite.rel.logical.LogicalSort;
import org.apache.calcite.rex.RexBuilder;
import org.apache.calcite.rex.RexLiteral;

/**
 * Has an EXISTS that asks nothing of the query around it take the first row. Calcite writes it as
 * the distinct values of a constant. Where it holds sub-queries of its own, decorrelation leaves
 * the constant out and a total is left, which has a row also of none: EXISTS is always true.
 * Calcite 1.42.0; no issue known on 2026-11-26.
 */
public final class UncorrelatedExists extends RelHomogeneousShuttle {
  private UncorrelatedExists() {}

  /** The same plan in such a form. */
  public static RelNode rewrite(RelNode root) {
    return root.accept(new UncorrelatedExists());
  }

  @Override
  public RelNode visit(RelNode other) {
    RelNode visited = super.visit(other);
    return visited instanceof Aggregate aggregate && isOne(aggregate)
        ? first(aggregate.getInput())
        : visited;
  }

  private static boolean isOne(Aggregate aggregate) {
    return aggregate.getAggCallList().isEmpty()
        && aggregate.getGroupSets().size() == 1
        && aggregate.getInput() instanceof Project project
        && aggregate.getGroupCount() == project.getProjects().size()
        && aggregate.getGroupCount() > 0
        && project.getProjects().stream().allMatch(RexLiteral.class::isInstance)
        && holdsCorrelate(project)
        && RelOptUtil.getVariablesUsed(project).isEmpty();
  }

  private static boolean holdsCorrelate(RelNode rel) {
    return rel instanceof Correlate
        || rel.getInputs().stream().anyMatch(UncorrelatedExists::holdsCorrelate);
  }

  private static RelNode first(RelNode rel) {
    RexBuilder rexBuilder = rel.getCluster().getRexBuilder();
    return LogicalSort.create(
        rel, RelCollations.EMPTY, null, rexBuilder.makeExactLiteral(BigDecimal.ONE));
  }
}
