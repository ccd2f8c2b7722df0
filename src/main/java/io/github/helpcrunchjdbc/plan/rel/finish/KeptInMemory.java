package io.github.helpcrunchjdbc.plan.rel.finish;

import io.github.helpcrunchjdbc.plan.calcite.aggregate.SoundAggregates;
import io.github.helpcrunchjdbc.plan.rel.finish.EnumerableWrapper.Way;
import io.github.helpcrunchjdbc.plan.rel.scan.EnumerableKeptSort;
import io.github.helpcrunchjdbc.plan.rel.scan.EnumerableLazyLimit;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.apache.calcite.adapter.enumerable.EnumerableAggregate;
import org.apache.calcite.adapter.enumerable.EnumerableHashJoin;
import org.apache.calcite.adapter.enumerable.EnumerableNestedLoopJoin;
import org.apache.calcite.adapter.enumerable.EnumerableSort;
import org.apache.calcite.rel.RelHomogeneousShuttle;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.core.Aggregate;
import org.apache.calcite.rel.core.AggregateCall;
import org.apache.calcite.rel.core.Calc;
import org.apache.calcite.rel.core.Join;
import org.apache.calcite.rel.core.JoinRelType;
import org.apache.calcite.rel.core.SetOp;
import org.apache.calcite.rel.core.Union;
import org.apache.calcite.rel.core.Window;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.util.ImmutableBitSet;
import org.jspecify.annotations.Nullable;

/** Makes a finished plan count what its operators keep: sorts, joins, groups and windows. */
public final class KeptInMemory extends RelHomogeneousShuttle {
  /** The aggregates that keep all their values. */
  private static final Set<SqlKind> COLLECTING =
      EnumSet.of(
          SqlKind.LISTAGG,
          SqlKind.STRING_AGG,
          SqlKind.GROUP_CONCAT,
          SqlKind.COLLECT,
          SqlKind.ARRAY_CONCAT_AGG,
          SqlKind.JSON_ARRAYAGG,
          SqlKind.JSON_OBJECTAGG,
          SqlKind.PERCENTILE_CONT,
          SqlKind.PERCENTILE_DISC,
          SqlKind.MODE);

  private final RelNode answer;
  private int operators;

  private KeptInMemory(RelNode answer) {
    this.answer = answer;
  }

  /** Returns the plan, which counts the rows that it keeps against the statement's memory. */
  public static RelNode counted(RelNode plan) {
    RelNode top = plan;
    while (top instanceof Calc calc && calc.getProgram().getCondition() == null) {
      top = calc.getInput();
    }
    return plan.accept(new KeptInMemory(top));
  }

  @Override
  public RelNode visit(RelNode other) {
    if (other instanceof EnumerableLazyLimit limit
        && limit.getInput() instanceof EnumerableSort sort) {
      EnumerableSort visited = (EnumerableSort) super.visit(sort);
      RelNode kept = kept(visited, limit.offset, limit.fetch, other == answer);
      return limit.copy(limit.getTraitSet(), List.of(kept));
    }
    RelNode visited = super.visit(other);
    if (visited instanceof EnumerableSort sort) {
      return kept(sort, null, null, other == answer);
    } else if (visited instanceof EnumerableNestedLoopJoin loop
        && !loop.getJoinType().generatesNullsOnLeft()) {
      // This loop keeps no rows: the node below, which remembers the right side, counts them.
      return loop;
    } else if (visited instanceof Join join) {
      if (isRemembered(join.getRight())) {
        return join;
      }
      int gathered = operators;
      RelNode right = all(join.getRight());
      RelNode left = join.getLeft();
      return join.copy(
          join.getTraitSet(),
          List.of(
              needsMatches(join) ? new EnumerableWrapper(left, Way.LOOK_UP, gathered) : left,
              right));
    } else if (visited instanceof Window || EnumerableWrapper.is(visited, Way.REMEMBER)) {
      RelNode input = all(visited.getInput(0));
      return visited.copy(visited.getTraitSet(), List.of(input));
    } else if (visited instanceof EnumerableAggregate aggregate) {
      return aggregate.copy(aggregate.getTraitSet(), List.of(input(aggregate)));
    } else if (visited instanceof SetOp set && !(set instanceof Union && set.all)) {
      return set.copy(set.getTraitSet(), set.getInputs().stream().map(this::distinct).toList());
    }
    return visited;
  }

  /** Whether rows are remembered for a loop, and so counted already. */
  private static boolean isRemembered(RelNode rel) {
    return EnumerableWrapper.is(rel, Way.REMEMBER)
        || (EnumerableWrapper.is(rel, Way.STOP) && isRemembered(rel.getInput(0)));
  }

  /** Returns whether the right side is gathered first and unmatched rows of the left dropped. */
  private static boolean needsMatches(Join join) {
    return join instanceof EnumerableHashJoin
        && (join.getJoinType() == JoinRelType.INNER || join.getJoinType() == JoinRelType.RIGHT);
  }

  private RelNode kept(
      EnumerableSort sort, @Nullable RexNode offset, @Nullable RexNode fetch, boolean isAnswer) {
    return EnumerableKeptSort.below(sort, offset, fetch, isAnswer, operators++);
  }

  private RelNode all(RelNode input) {
    return new EnumerableWrapper(input, Way.KEEP_ALL, operators++);
  }

  private RelNode groups(RelNode input, ImmutableBitSet keys) {
    return new EnumerableWrapper(input, Way.KEEP_GROUPS, keys.toArray(), operators++);
  }

  private RelNode distinct(RelNode input) {
    ImmutableBitSet all = ImmutableBitSet.range(input.getRowType().getFieldCount());
    return groups(input, all);
  }

  private RelNode input(Aggregate aggregate) {
    RelNode input = aggregate.getInput();
    boolean collects =
        aggregate.getAggCallList().stream()
            .anyMatch(
                call ->
                    COLLECTING.contains(call.getAggregation().getKind())
                        || SoundAggregates.collects(call));
    if (collects) {
      return all(input);
    }
    if (!aggregate.getGroupSet().isEmpty()) {
      input = groups(input, aggregate.getGroupSet());
    }
    for (AggregateCall call : aggregate.getAggCallList()) {
      if (call.isDistinct()) {
        ImmutableBitSet keys = aggregate.getGroupSet().union(ImmutableBitSet.of(call.getArgList()));
        input = groups(input, keys);
      }
    }
    return input;
  }
}
