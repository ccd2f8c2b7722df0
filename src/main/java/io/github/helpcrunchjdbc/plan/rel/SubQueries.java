package io.github.helpcrunchjdbc.plan.rel;

import io.github.helpcrunchjdbc.plan.rex.Expressions;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.core.Intersect;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.rex.RexShuttle;
import org.apache.calcite.rex.RexSubQuery;

/**
 * Makes correlations of sub-queries. Within a sub-query that intersects, those deeper are made
 * first: to make the outer one, Calcite 1.42.0 computes the conditions below the INTERSECT, and
 * fails with a ClassCastException on a sub-query. No issue known on 2026-11-26.
 */
public final class SubQueries {
  private SubQueries() {}

  /** The same plan without sub-queries. */
  public static RelNode correlated(RelNode root) {
    RelNode within =
        Expressions.rewrite(
            Expressions.replace(root, UnusedColumns::leftOut),
            rel -> true,
            new RexShuttle() {
              // What is deeper has been visited before.
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
