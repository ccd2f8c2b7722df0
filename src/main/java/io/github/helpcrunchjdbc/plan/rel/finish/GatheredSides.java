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
 * Has hash joins gather their smaller side, which is the right one, so that a LIMIT ends the
 * reading of the larger. Calcite's costs put the larger one there.
 */
public final class GatheredSides {
  private GatheredSides() {}

  /** The same plan with the smaller side of each inner join on the right. */
  public static RelNode smaller(RelNode plan) {
    return Expressions.replace(
        plan,
        rel -> rel instanceof EnumerableHashJoin join && isToSwap(join) ? swapped(join) : rel);
  }

  /** An order of the left side's rows may be why there is no sort above. */
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
