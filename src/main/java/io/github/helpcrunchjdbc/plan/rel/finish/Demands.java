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
 * Tells scans, and joins that send keys, how many of their rows are wanted. All are wanted, unless
 * a LIMIT or another node that may end early stands above them, with no node in between that needs
 * all rows before it returns one.
 */
public final class Demands {
  private Demands() {}

  /** Returns an executable plan whose scans and joins know how many of their rows are wanted. */
  public static RelNode put(RelNode plan) {
    // In a plan that is row by row, the scan's request already includes the caller's bound.
    return put(plan, ReadingProfiles.isRowByRow(plan) ? Demand.ALL : Demand.WHAT_CALLER_TAKES);
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
   * Returns how many rows of an input are wanted.
   *
   * @param demand how many of the node's own rows are wanted
   */
  static Demand ofInput(RelNode rel, int input, Demand demand) {
    if (takesAll(rel) || (rel instanceof EnumerableHashJoin && input == 1)) {
      return Demand.ALL;
    }
    return mayEnd(rel, input) ? Demand.PERHAPS_FEW : demand;
  }

  /** Whether a node needs all rows of its input before it returns one. */
  static boolean takesAll(RelNode rel) {
    return rel instanceof EnumerableAggregate
        || rel instanceof EnumerableWindow
        || (rel instanceof SetOp set && !(set instanceof Union && set.all))
        || (rel instanceof EnumerableNestedLoopJoin loop
            && loop.getJoinType().generatesNullsOnLeft())
        || (rel instanceof EnumerableSort && !EnumerableKeptSort.isWithinGroups(rel));
  }

  /** Whether a node may leave rows of an input unread though all its own rows are taken. */
  private static boolean mayEnd(RelNode rel, int input) {
    if (rel instanceof EnumerableLimit limit) {
      return limit.fetch != null && !isAskedOfScan(limit.getInput());
    }
    // For a row of its left side, such a loop stops at the first match on the right.
    return input == 1
        && ((rel instanceof EnumerableNestedLoopJoin loop && !loop.getJoinType().projectsRight())
            || (rel instanceof Correlate each && !each.getJoinType().projectsRight()));
  }

  /** Whether a scan knows how many rows the LIMIT above its sort takes. */
  private static boolean isAskedOfScan(RelNode rel) {
    return rel instanceof EnumerableCustomerScan scan
        ? !scan.spec().enoughRows().isEmpty()
        : rel.getInputs().size() == 1
            && !(rel instanceof EnumerableLimit)
            && isAskedOfScan(rel.getInput(0));
  }
}
