package io.github.helpcrunchjdbc.plan;

import java.util.function.Predicate;
import org.apache.calcite.rel.RelHomogeneousShuttle;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rex.RexShuttle;

/** Rewrites the expressions of a plan, but for those inside scans. */
final class Expressions {
  private Expressions() {}

  /** The plan with each expression of the relations that {@code where} is true of rewritten. */
  static RelNode rewrite(RelNode root, Predicate<RelNode> where, RexShuttle shuttle) {
    return root.accept(
        new RelHomogeneousShuttle() {
          @Override
          public RelNode visit(RelNode other) {
            RelNode visited = super.visit(other);
            return where.test(visited) ? visited.accept(shuttle) : visited;
          }
        });
  }
}
