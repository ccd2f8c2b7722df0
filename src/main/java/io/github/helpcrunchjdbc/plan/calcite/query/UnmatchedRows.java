package io.github.helpcrunchjdbc.plan.calcite.query;

import com.google.common.collect.Iterables;
import io.github.helpcrunchjdbc.plan.rex.Expressions;
import java.util.List;
import org.apache.calcite.adapter.enumerable.EnumerableCalc;
import org.apache.calcite.adapter.enumerable.EnumerableNestedLoopJoin;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.core.Project;
import org.apache.calcite.rex.RexProgram;
import org.apache.calcite.tools.RelBuilder;

/**
 * Makes loops of RIGHT and FULL JOIN show each row of the right side that matches nothing. Calcite
 * 1.42.0 compares these rows by identity, so that several rows which are one object in Java become
 * one row. No issue known on 2026-11-27.
 */
public final class UnmatchedRows {
  private UnmatchedRows() {}

  /**
   * Returns the plan with one more column on the right side of such loops. Its rows are then
   * different arrays, even if one array came twice.
   */
  public static RelNode rewrite(RelNode plan) {
    return Expressions.replace(
        plan,
        rel ->
            rel instanceof EnumerableNestedLoopJoin join
                    && join.getJoinType().generatesNullsOnLeft()
                ? withOwnRows(join)
                : rel);
  }

  private static RelNode withOwnRows(EnumerableNestedLoopJoin join) {
    RelBuilder builder = FixedRelBuilder.FACTORY.create(join.getCluster(), null);
    RelNode right = join.getRight();
    builder.push(right);
    builder.project(Iterables.concat(builder.fields(), List.of(builder.literal(true))));
    RelNode wide = calc(right, builder.build());
    RelNode joined = join.copy(join.getTraitSet(), List.of(join.getLeft(), wide));
    builder.push(joined);
    builder.project(
        builder.fields().subList(0, join.getRowType().getFieldCount()),
        join.getRowType().getFieldNames());
    return calc(joined, builder.build());
  }

  private static RelNode calc(RelNode input, RelNode project) {
    return EnumerableCalc.create(
        input,
        RexProgram.create(
            input.getRowType(),
            ((Project) project).getProjects(),
            null,
            project.getRowType(),
            input.getCluster().getRexBuilder()));
  }
}
