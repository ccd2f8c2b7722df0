package io.github.helpcrunchjdbc.plan.rel.finish;

import io.github.helpcrunchjdbc.plan.exec.join.Demand;
import io.github.helpcrunchjdbc.plan.rel.join.EnumerableExpansion;
import io.github.helpcrunchjdbc.plan.rel.join.EnumerableKeyedJoin;
import io.github.helpcrunchjdbc.plan.rel.scan.EnumerableKeptSort;
import java.util.ArrayList;
import java.util.List;
import org.apache.calcite.adapter.enumerable.EnumerableAggregate;
import org.apache.calcite.adapter.enumerable.EnumerableHashJoin;
import org.apache.calcite.adapter.enumerable.EnumerableLimit;
import org.apache.calcite.adapter.enumerable.EnumerableNestedLoopJoin;
import org.apache.calcite.adapter.enumerable.EnumerableSort;
import org.apache.calcite.adapter.enumerable.EnumerableWindow;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.core.Calc;
import org.apache.calcite.rel.core.Correlate;
import org.apache.calcite.rel.core.Intersect;
import org.apache.calcite.rel.core.JoinRelType;
import org.apache.calcite.rel.core.Minus;
import org.apache.calcite.rel.core.Project;
import org.apache.calcite.rel.core.Union;

/**
 * Tells joins that send keys how many of their rows are wanted: all, unless a LIMIT, or something
 * else that may end early, stands between them and the answer, with nothing in between that needs
 * all rows before it gives one.
 */
public final class Demands {
  private Demands() {}

  /** The same executable plan, whose joins know how many of their rows are wanted. */
  public static RelNode put(RelNode plan) {
    return put(plan, Demand.ANSWER);
  }

  private static RelNode put(RelNode rel, Demand demand) {
    List<RelNode> inputs = new ArrayList<>();
    for (int i = 0; i < rel.getInputs().size(); i++) {
      inputs.add(put(rel.getInput(i), ofInput(rel, i, demand)));
    }
    RelNode same = inputs.equals(rel.getInputs()) ? rel : rel.copy(rel.getTraitSet(), inputs);
    return same instanceof EnumerableKeyedJoin join ? join.wanted(demand) : same;
  }

  /**
   * How many rows of an input are wanted.
   *
   * @param demand how many of the node's own rows are wanted
   */
  static Demand ofInput(RelNode rel, int input, Demand demand) {
    if (takesAll(rel)) {
      return Demand.ALL;
    }
    return handsOn(rel, input) ? demand : Demand.SOME;
  }

  /** Whether a node needs all rows of its input before it gives one. */
  static boolean takesAll(RelNode rel) {
    return rel instanceof EnumerableAggregate
        || rel instanceof EnumerableWindow
        || rel instanceof Minus
        || rel instanceof Intersect
        || (rel instanceof EnumerableSort && !EnumerableKeptSort.isWithinGroups(rel));
  }

  /** Whether all rows of an input are taken if all rows of the node are. */
  private static boolean handsOn(RelNode rel, int input) {
    if (rel instanceof EnumerableNestedLoopJoin loop) {
      return input == 0 || goesOverAll(loop.getJoinType());
    }
    if (rel instanceof Correlate loop) {
      return input == 0 || goesOverAll(loop.getJoinType());
    }
    return rel instanceof EnumerableKeyedJoin
        || rel instanceof EnumerableHashJoin
        || EnumerableKeptSort.isWithinGroups(rel)
        || rel instanceof EnumerableExpansion
        || rel instanceof Calc
        || rel instanceof Project
        || rel instanceof Union
        || (rel instanceof EnumerableLimit limit && limit.fetch == null);
  }

  /** Whether a loop goes on behind the first row that a row of its left side meets. */
  private static boolean goesOverAll(JoinRelType type) {
    return type != JoinRelType.SEMI && type != JoinRelType.ANTI;
  }
}
