package io.github.helpcrunchjdbc.plan.rel.finish;

import static java.util.Objects.requireNonNull;

import io.github.helpcrunchjdbc.plan.calcite.query.FixedRelBuilder;
import io.github.helpcrunchjdbc.plan.rex.Expressions;
import org.apache.calcite.adapter.enumerable.EnumerableHashJoin;
import org.apache.calcite.adapter.enumerable.EnumerableProject;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.core.JoinRelType;
import org.apache.calcite.rel.core.Project;
import org.apache.calcite.rel.metadata.RelMetadataQuery;
import org.apache.calcite.rel.rules.JoinCommuteRule;
import org.apache.calcite.tools.RelBuilder;

/**
 * Makes inner hash joins gather the side that is estimated to be smaller, so that a LIMIT ends the
 * reading of the larger one. A hash join gathers its right input, where Calcite's costs put the
 * larger side.
 */
public final class GatheredSides {
  private GatheredSides() {}

  /** Returns the plan with the smaller side of each inner join on the right. */
  public static RelNode smaller(RelNode plan) {
    return Expressions.replace(
        plan,
        rel -> rel instanceof EnumerableHashJoin join && isToSwap(join) ? swapped(join) : rel);
  }

  /**
   * Whether a join is swapped. One that promises an order is not: its rows come in the order of the
   * left input, and a sort above may rely on that.
   */
  private static boolean isToSwap(EnumerableHashJoin join) {
    RelMetadataQuery rows = join.getCluster().getMetadataQuery();
    return join.getJoinType() == JoinRelType.INNER
        && join.getTraitSet().isDefaultSansConvention()
        && rows.getRowCount(join.getLeft()) < rows.getRowCount(join.getRight());
  }

  private static RelNode swapped(EnumerableHashJoin join) {
    RelBuilder builder = FixedRelBuilder.FACTORY.create(join.getCluster(), null);
    Project columns = (Project) requireNonNull(JoinCommuteRule.swap(join, false, builder));
    return EnumerableProject.create(columns.getInput(), columns.getProjects(), join.getRowType());
  }
}
