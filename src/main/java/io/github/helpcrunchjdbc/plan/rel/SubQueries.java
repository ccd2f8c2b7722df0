package io.github.helpcrunchjdbc.plan.rel;

import io.github.helpcrunchjdbc.plan.rex.Expressions;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.core.Intersect;
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
    return Phases.run(Phases.SUB_QUERIES, withinIntersections(root));
  }

  private static RelNode withinIntersections(RelNode root) {
    return Expressions.rewrite(
        root,
        rel -> true,
        new RexShuttle() {
          @Override
          public RexSubQuery visitSubQuery(RexSubQuery subQuery) {
            RexSubQuery operands = (RexSubQuery) super.visitSubQuery(subQuery);
            RelNode within =
                intersects(subQuery.rel)
                    ? correlated(subQuery.rel)
                    : withinIntersections(subQuery.rel);
            return within == subQuery.rel ? operands : operands.clone(within);
          }
        });
  }

  private static boolean intersects(RelNode rel) {
    return rel instanceof Intersect || rel.getInputs().stream().anyMatch(SubQueries::intersects);
  }
}
