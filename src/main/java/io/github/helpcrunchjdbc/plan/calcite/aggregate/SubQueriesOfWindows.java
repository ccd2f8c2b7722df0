package io.github.helpcrunchjdbc.plan.calcite.aggregate;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.apache.calcite.rel.RelHomogeneousShuttle;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.core.Project;
import org.apache.calcite.rel.logical.LogicalProject;
import org.apache.calcite.rex.RexBuilder;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.rex.RexShuttle;
import org.apache.calcite.rex.RexSubQuery;

/**
 * Computes the sub-queries of a select list with windows before the windows. Calcite does not look
 * for sub-queries in a window's order, partition or arguments, and fails. Calcite 1.42.0; no issue
 * known on 2026-11-26.
 */
public final class SubQueriesOfWindows extends RelHomogeneousShuttle {
  private SubQueriesOfWindows() {}

  /** Returns the plan with such sub-queries in projections of their own. */
  public static RelNode below(RelNode root) {
    return root.accept(new SubQueriesOfWindows());
  }

  @Override
  public RelNode visit(RelNode other) {
    RelNode visited = super.visit(other);
    return visited instanceof Project project && project.containsOver() ? below(project) : visited;
  }

  private static RelNode below(Project project) {
    RelNode input = project.getInput();
    RexBuilder rexBuilder = project.getCluster().getRexBuilder();
    List<RexNode> lower = new ArrayList<>(rexBuilder.identityProjects(input.getRowType()));
    int width = lower.size();
    RexShuttle moved =
        new RexShuttle() {
          @Override
          public RexNode visitSubQuery(RexSubQuery subQuery) {
            int place = lower.indexOf(subQuery);
            if (place < 0) {
              place = lower.size();
              lower.add(subQuery);
            }
            return rexBuilder.makeInputRef(subQuery.getType(), place);
          }
        };
    List<RexNode> upper = moved.visitList(project.getProjects());
    return lower.size() == width
        ? project
        : LogicalProject.create(
            LogicalProject.create(
                input, List.of(), lower, (List<String>) null, project.getVariablesSet()),
            project.getHints(),
            upper,
            project.getRowType().getFieldNames(),
            Set.of());
  }
}
