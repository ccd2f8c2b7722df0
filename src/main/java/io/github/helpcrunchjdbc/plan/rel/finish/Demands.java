package io.github.helpcrunchjdbc.plan.rel.finish;

import io.github.helpcrunchjdbc.plan.exec.operator.Demand;
import io.github.helpcrunchjdbc.plan.rel.join.EnumerableKeyedJoin;
import io.github.helpcrunchjdbc.plan.rel.scan.EnumerableCustomerScan;
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
import org.apache.calcite.rel.core.Correlate;
import org.apache.calcite.rel.core.SetOp;
import org.apache.calcite.rel.core.Union;

/**
 * Tells scans, and joins that send keys, how many of their rows are wanted: all, unless a LIMIT, or
 * something else that may end early, stands between them and the answer, with nothing in between
 * that needs all rows before it gives one.
 */
public final class Demands {
  private Demands() {}

  /** The same executable plan, whose scans and joins know how many of their rows are wanted. */
  public static RelNode put(RelNode plan) {
    // The caller's bound on rows that a scan gives one by one is in what is asked of it.
    return put(plan, ReadingProfiles.isRowByRow(plan) ? Demand.ALL : Demand.ANSWER);
  }

  private static RelNode put(RelNode rel, Demand demand) {
    List<RelNode> inputs = new ArrayList<>();
    for (int i = 0; i < rel.getInputs().size(); i++) {
      inputs.add(put(rel.getInput(i), ofInput(rel, i, demand)));
    }
    RelNode same = inputs.equals(rel.getInputs()) ? rel : rel.copy(rel.getTraitSet(), inputs);
    if (same instanceof EnumerableCustomerScan scan) {
      return scan.wanted(demand);
    }
    return same instanceof EnumerableKeyedJoin join ? join.wanted(demand) : same;
  }

  /**
   * How many rows of an input are wanted.
   *
   * @param demand how many of the node's own rows are wanted
   */
  static Demand ofInput(RelNode rel, int input, Demand demand) {
    if (takesAll(rel) || (rel instanceof EnumerableHashJoin && input == 1)) {
      return Demand.ALL;
    }
    return mayEnd(rel, input) ? Demand.SOME : demand;
  }

  /** Whether a node needs all rows of its input before it gives one. */
  static boolean takesAll(RelNode rel) {
    return rel instanceof EnumerableAggregate
        || rel instanceof EnumerableWindow
        || (rel instanceof SetOp set && !(set instanceof Union && set.all))
        || (rel instanceof EnumerableNestedLoopJoin loop
            && loop.getJoinType().generatesNullsOnLeft())
        || (rel instanceof EnumerableSort && !EnumerableKeptSort.isWithinGroups(rel));
  }

  /** Whether rows of an input may be left though all rows of the node are taken. */
  private static boolean mayEnd(RelNode rel, int input) {
    if (rel instanceof EnumerableLimit limit) {
      return limit.fetch != null && !isAskedOfScan(limit.getInput());
    }
    // Such a loop goes on to the next row at the first that meets one of its left side.
    return input == 1
        && ((rel instanceof EnumerableNestedLoopJoin loop && !loop.getJoinType().projectsRight())
            || (rel instanceof Correlate each && !each.getJoinType().projectsRight()));
  }

  /** Whether a scan knows how many rows a LIMIT right above its order takes. */
  private static boolean isAskedOfScan(RelNode rel) {
    return rel instanceof EnumerableCustomerScan scan
        ? !scan.spec().enough().isEmpty()
        : rel.getInputs().size() == 1
            && !(rel instanceof EnumerableLimit)
            && isAskedOfScan(rel.getInput(0));
  }
}
