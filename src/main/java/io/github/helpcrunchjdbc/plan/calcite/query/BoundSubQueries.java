package io.github.helpcrunchjdbc.plan.calcite.query;

import com.google.common.collect.ImmutableSet;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.calcite.plan.RelHintsPropagator;
import org.apache.calcite.plan.RelOptRule;
import org.apache.calcite.plan.RelOptRuleCall;
import org.apache.calcite.plan.RelOptUtil;
import org.apache.calcite.rel.RelHomogeneousShuttle;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.core.Correlate;
import org.apache.calcite.rel.core.CorrelationId;
import org.apache.calcite.rel.core.Filter;
import org.apache.calcite.rel.core.Project;
import org.apache.calcite.rel.logical.LogicalFilter;
import org.apache.calcite.rel.logical.LogicalProject;
import org.apache.calcite.rel.rules.SubQueryRemoveRule;
import org.apache.calcite.rex.RexShuttle;
import org.apache.calcite.rex.RexSubQuery;
import org.apache.calcite.rex.RexUtil;

/**
 * Tells each projection and filter which values of its own rows its sub-queries ask for. If a
 * projection is told nothing, Calcite takes the values of outer queries for values of the
 * projection's own rows: it fails, or takes another column. Of several sub-queries in one HAVING it
 * looks at the first only. Of several sub-queries in one projection it replaces one at a time, and
 * then tells the projection nothing of the others. Calcite 1.42.0. CALCITE-5420 is of such
 * projections below aggregates, CALCITE-5421 of HAVING; no issue known on 2026-11-28 of several
 * sub-queries in one HAVING or projection.
 */
public final class BoundSubQueries extends RelHomogeneousShuttle {
  /** Replaces the first sub-query of a projection, and keeps what is told of the others. */
  public static final RelOptRule FIRST_OF_PROJECT =
      SubQueryRemoveRule.Config.PROJECT
          .withRelBuilderFactory(FixedRelBuilder.FACTORY)
          .as(SubQueryRemoveRule.Config.class)
          .withMatchHandler(
              (rule, call) ->
                  SubQueryRemoveRule.Config.PROJECT.matchHandler().accept(rule, new Telling(call)))
          .toRule();

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
      Set<CorrelationId> told =
          own.isEmpty() ? Set.of(project.getCluster().createCorrel()) : Set.copyOf(own);
      return telling(project, told);
    }
    return bound instanceof Filter filter
        ? LogicalFilter.create(filter.getInput(), filter.getCondition(), ImmutableSet.copyOf(own))
        : bound;
  }

  private static RelNode telling(Project project, Set<CorrelationId> variables) {
    return LogicalProject.create(
        project.getInput(),
        project.getHints(),
        project.getProjects(),
        project.getRowType().getFieldNames(),
        variables);
  }

  private RelNode within(Set<CorrelationId> rows, RelNode rel) {
    rows.forEach(around::push);
    RelNode visited = rel.accept(this);
    rows.forEach(row -> around.pop());
    return visited;
  }

  /** A rule's call on a projection: the result is told what the projection was told. */
  private static final class Telling extends RelOptRuleCall {
    private final RelOptRuleCall call;

    Telling(RelOptRuleCall call) {
      super(call.getPlanner(), call.getOperand0(), call.rels, Map.of());
      this.call = call;
    }

    @Override
    public void transformTo(
        RelNode rel, Map<RelNode, RelNode> equivalent, RelHintsPropagator handler) {
      boolean hasMore =
          rel instanceof Project project
              && RexUtil.SubQueryFinder.find(project.getProjects()) != null;
      call.transformTo(
          hasMore ? telling((Project) rel, call.<Project>rel(0).getVariablesSet()) : rel,
          equivalent,
          handler);
    }
  }
}
