package io.github.helpcrunchjdbc.plan.calcite.query;

import com.google.common.collect.ImmutableSet;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.apache.calcite.plan.RelOptUtil;
import org.apache.calcite.rel.RelHomogeneousShuttle;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.core.Correlate;
import org.apache.calcite.rel.core.CorrelationId;
import org.apache.calcite.rel.core.Filter;
import org.apache.calcite.rel.core.Project;
import org.apache.calcite.rel.logical.LogicalFilter;
import org.apache.calcite.rel.logical.LogicalProject;
import org.apache.calcite.rex.RexShuttle;
import org.apache.calcite.rex.RexSubQuery;

/**
 * Tells each projection and filter which values of its own rows its sub-queries ask for. If a
 * projection is told nothing, Calcite takes the values of outer queries for values of the
 * projection's own rows: it fails, or takes another column. Of several sub-queries in one HAVING it
 * looks at the first only. Calcite 1.42.0. CALCITE-5420 is of such projections below aggregates,
 * CALCITE-5421 of HAVING; no issue known on 2026-11-26 of several sub-queries in one HAVING.
 */
public final class BoundSubQueries extends RelHomogeneousShuttle {
  /** The rows around the current place, innermost first. */
  private final Deque<CorrelationId> around = new ArrayDeque<>();

  private BoundSubQueries() {}

  /** Returns the plan with these variables set. */
  public static RelNode rewrite(RelNode root) {
    return root.accept(new BoundSubQueries());
  }

  @Override
  public RelNode visit(RelNode other) {
    if (other instanceof Correlate correlate) {
      RelNode left = correlate.getLeft().accept(this);
      RelNode right = within(Set.of(correlate.getCorrelationId()), correlate.getRight());
      return correlate.copy(correlate.getTraitSet(), List.of(left, right));
    }
    RelNode visited = super.visit(other);
    Set<CorrelationId> own = new LinkedHashSet<>();
    boolean[] asks = {false};
    visited.accept(
        new RexShuttle() {
          @Override
          public RexSubQuery visitSubQuery(RexSubQuery subQuery) {
            asks[0] = true;
            own.addAll(RelOptUtil.getVariablesUsed(subQuery.rel));
            super.visitSubQuery(subQuery);
            return subQuery;
          }
        });
    if (!asks[0]) {
      return visited;
    }
    own.removeAll(around);
    RelNode bound =
        visited.accept(
            new RexShuttle() {
              @Override
              public RexSubQuery visitSubQuery(RexSubQuery subQuery) {
                RexSubQuery deeper = (RexSubQuery) super.visitSubQuery(subQuery);
                return deeper.clone(within(own, deeper.rel));
              }
            });
    if (bound instanceof Project project) {
      // Calcite takes an empty set for a set that is not filled yet.
      Set<CorrelationId> said =
          own.isEmpty() ? Set.of(project.getCluster().createCorrel()) : Set.copyOf(own);
      return LogicalProject.create(
          project.getInput(),
          project.getHints(),
          project.getProjects(),
          project.getRowType().getFieldNames(),
          said);
    }
    return bound instanceof Filter filter
        ? LogicalFilter.create(filter.getInput(), filter.getCondition(), ImmutableSet.copyOf(own))
        : bound;
  }

  private RelNode within(Set<CorrelationId> rows, RelNode rel) {
    rows.forEach(around::push);
    RelNode visited = rel.accept(this);
    rows.forEach(row -> around.pop());
    return visited;
  }
}
