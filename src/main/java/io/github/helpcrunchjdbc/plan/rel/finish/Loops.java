package io.github.helpcrunchjdbc.plan.rel.finish;

import io.github.helpcrunchjdbc.plan.calcite.query.FixedRelBuilder;
import io.github.helpcrunchjdbc.plan.rel.finish.EnumerableWrapper.Way;
import io.github.helpcrunchjdbc.plan.rel.scan.EnumerableCustomerScan;
import io.github.helpcrunchjdbc.plan.rel.scan.SendsRequests;
import io.github.helpcrunchjdbc.plan.rex.Expressions;
import java.util.List;
import org.apache.calcite.adapter.enumerable.EnumerableCalc;
import org.apache.calcite.adapter.enumerable.EnumerableHashJoin;
import org.apache.calcite.adapter.enumerable.EnumerableNestedLoopJoin;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.core.Correlate;
import org.apache.calcite.rel.core.Join;
import org.apache.calcite.rel.core.Project;
import org.apache.calcite.rel.core.SetOp;
import org.apache.calcite.rel.core.Uncollect;
import org.apache.calcite.rel.core.Window;
import org.apache.calcite.rex.RexProgram;
import org.apache.calcite.tools.RelBuilder;

/** What the loops that Calcite generates need: to read once, and to stop. */
public final class Loops {
  private Loops() {}

  /**
   * The same plan with every loop's inner side remembered if reading it sends requests, and with
   * rows that are told apart in a RIGHT or FULL JOIN. Calcite 1.42.0 goes by the identity of what
   * matched nothing, so that equal values which are rows of their own become one. No issue known on
   * 2026-11-27.
   */
  public static RelNode remembering(RelNode plan) {
    return Expressions.replace(
        Expressions.replace(plan, Loops::withOwnRows),
        rel ->
            rel instanceof EnumerableNestedLoopJoin loop && SendsRequests.in(loop.getRight())
                ? loop.copy(
                    loop.getTraitSet(),
                    List.of(loop.getLeft(), new EnumerableWrapper(loop.getRight(), Way.REMEMBER)))
                : rel);
  }

  /** With a second column in a side of one, which is then an array for each row. */
  private static RelNode withOwnRows(RelNode rel) {
    if (!(rel instanceof EnumerableNestedLoopJoin || rel instanceof EnumerableHashJoin)
        || !((Join) rel).getJoinType().generatesNullsOnLeft()
        || rel.getInput(1).getRowType().getFieldCount() != 1) {
      return rel;
    }
    RelNode right = rel.getInput(1);
    RelBuilder builder = FixedRelBuilder.FACTORY.create(rel.getCluster(), null);
    RelNode wide =
        calc(right, builder.push(right).project(builder.field(0), builder.literal(true)).build());
    Join join = (Join) rel;
    RelNode joined =
        join.copy(
            join.getTraitSet(),
            join.getCondition(),
            join.getLeft(),
            wide,
            join.getJoinType(),
            join.isSemiJoinDone());
    return calc(
        joined,
        builder
            .push(joined)
            .project(
                builder.fields().subList(0, rel.getRowType().getFieldCount()),
                rel.getRowType().getFieldNames())
            .build());
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

  /**
   * The same plan with the output of all that makes more rows than it reads, what such loops go
   * over, and the frames of windows able to stop.
   */
  public static RelNode stopping(RelNode plan) {
    return Expressions.replace(
        plan,
        rel -> {
          if (rel instanceof Join || rel instanceof Correlate) {
            List<RelNode> inputs = rel.getInputs().stream().map(Loops::stoppable).toList();
            return stoppable(rel.copy(rel.getTraitSet(), inputs));
          }
          return rel instanceof SetOp || rel instanceof Uncollect || rel instanceof Window
              ? stoppable(rel)
              : rel;
        });
  }

  private static RelNode stoppable(RelNode rel) {
    // Scans look themselves, with each page.
    return EnumerableWrapper.is(rel, Way.STOP) || rel instanceof EnumerableCustomerScan
        ? rel
        : new EnumerableWrapper(rel, Way.STOP);
  }
}
