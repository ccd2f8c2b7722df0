package io.github.helpcrunchjdbc.plan.rel;

import io.github.helpcrunchjdbc.plan.rex.Expressions;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.core.Intersect;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.rex.RexShuttle;
import org.apache.calcite.rex.RexSubQuery;

/**
 * Turns sub-queries into correlations. If a sub-query has an INTERSECT, the sub-queries in it are
 * turned first. When Calcite 1.42.0 turns the outer one, it computes the conditions below the
 * INTERSECT, and fails with a ClassCastException on a sub-query. No issue known on 2026-11-26.
 */
public final class SubQueries {
  private SubQueries() {}

  /** Returns the plan without sub-queries. */
  public static RelNode correlated(RelNode root) {
    RelNode within =
        Expressions.rewrite(
            Expressions.replace(root, UnusedColumns::leftOut),
            rel -> true,
            new RexShuttle() {
              // Deeper sub-queries were rewritten before this one.
              @Override
              public RexNode visitSubQuery(RexSubQuery subQuery) {
                RexSubQuery visited = (RexSubQuery) super.visitSubQuery(subQuery);
                RexNode list = ListedValues.of(visited, root.getCluster().getRexBuilder());
                if (list != null) {
                  return list;
                }
                return intersects(visited.rel)
                    ? visited.clone(Phases.run(Phases.SUB_QUERIES, visited.rel))
                    : visited;
              }
            });
    return Phases.run(Phases.SUB_QUERIES, within);
  }

  private static boolean intersects(RelNode rel) {
    return rel instanceof Intersect || rel.getInputs().stream().anyMatch(SubQueries::intersects);
  }
}
