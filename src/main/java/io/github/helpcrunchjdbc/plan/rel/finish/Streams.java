package io.github.helpcrunchjdbc.plan.rel.finish;

import io.github.helpcrunchjdbc.execution.WholeReads;
import io.github.helpcrunchjdbc.plan.exec.operator.Demand;
import io.github.helpcrunchjdbc.plan.exec.scan.SharedScan;
import io.github.helpcrunchjdbc.plan.rel.join.EnumerableExpansion;
import io.github.helpcrunchjdbc.plan.rel.join.EnumerableKeyedJoin;
import io.github.helpcrunchjdbc.plan.rel.scan.EnumerableCustomerScan;
import io.github.helpcrunchjdbc.plan.rel.scan.EnumerableDriverRows;
import io.github.helpcrunchjdbc.plan.rel.scan.EnumerableKeptSort;
import java.util.HashSet;
import java.util.Set;
import org.apache.calcite.adapter.enumerable.EnumerableHashJoin;
import org.apache.calcite.adapter.enumerable.EnumerableLimit;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.core.Aggregate;
import org.apache.calcite.rel.core.Calc;
import org.apache.calcite.rel.core.Correlate;
import org.apache.calcite.rel.core.Join;
import org.apache.calcite.rel.core.JoinRelType;
import org.apache.calcite.rel.core.Project;
import org.apache.calcite.rel.core.SetOp;
import org.apache.calcite.rel.core.Union;
import org.apache.calcite.rel.core.Values;

/** Tells whether plans return rows while others are still to be read, and how often they read. */
public final class Streams {
  private Streams() {}

  /** Whether closing the rows of a plan ends all reading for it. */
  static boolean is(RelNode rel) {
    if (rel instanceof Join join) {
      // A hash join reads its right side first; a loop reads it for each row of the left side.
      return is(join.getLeft()) && !readsRows(join.getRight());
    }
    if (rel instanceof Correlate loop) {
      // This loop reads its right side together with the left one, so closing ends both.
      return is(loop.getLeft()) && (is(loop.getRight()) || !readsRows(loop.getRight()));
    }
    boolean returnsEachRow =
        rel instanceof EnumerableCustomerScan
            || rel instanceof EnumerableExpansion
            || EnumerableWrapper.is(rel, EnumerableWrapper.Way.STOP)
            || EnumerableWrapper.is(rel, EnumerableWrapper.Way.LOOK_UP)
            || rel instanceof EnumerableLimit
            || EnumerableKeptSort.isWithinGroups(rel)
            || rel instanceof EnumerableDriverRows
            || rel instanceof Calc
            || rel instanceof Project
            || rel instanceof Values
            || (rel instanceof Union union && union.all);
    return returnsEachRow && rel.getInputs().stream().allMatch(Streams::is);
  }

  /** Whether a plan reads rows of customers. Totals do not count, though they take requests too. */
  public static boolean readsRows(RelNode rel) {
    return rel instanceof EnumerableCustomerScan
        || rel instanceof EnumerableKeyedJoin
        || rel.getInputs().stream().anyMatch(Streams::readsRows);
  }

  /**
   * Returns how often a plan reads all customers.
   *
   * @param limited whether the caller may take some of its rows only
   */
  static WholeReads wholeReads(RelNode plan, boolean limited) {
    Demand demand = limited ? Demand.PERHAPS_FEW : Demand.ALL;
    return new WholeReads(
        wholeReads(plan, demand, false, new HashSet<>()),
        wholeReads(plan, demand, true, new HashSet<>()));
  }

  /**
   * Returns how often a plan reads all customers.
   *
   * @param likely whether each search is assumed to find a customer
   * @param counted the shared scans that were counted already
   */
  private static int wholeReads(
      RelNode rel, Demand demand, boolean likely, Set<SharedScan> counted) {
    if (rel instanceof EnumerableCustomerScan scan) {
      boolean isWhole =
          demand == Demand.ALL
              && scan.spec().cover().isUnsent()
              && !scan.spec().isLimited()
              && scan.spec().enoughRows().isEmpty();
      return isWhole && (scan.shared() == null || counted.add(scan.shared())) ? 1 : 0;
    }
    int sum = 0;
    int most = 0;
    for (int i = 0; i < rel.getInputs().size(); i++) {
      Demand ofInput = Demands.ofInput(rel, i, demand);
      int reads = wholeReads(rel.getInput(i), ofInput, likely, counted);
      sum += reads;
      most = Math.max(most, reads);
    }
    return readsEachInput(rel, demand, likely) ? sum : most;
  }

  private static boolean readsEachInput(RelNode rel, Demand demand, boolean likely) {
    if (rel instanceof EnumerableHashJoin join) {
      return likely || join.getJoinType() != JoinRelType.SEMI;
    }
    if (rel instanceof Join join) {
      return loopReadsBoth(join.getJoinType(), rel, likely);
    }
    if (rel instanceof Correlate loop) {
      return loopReadsBoth(loop.getJoinType(), rel, likely);
    }
    // A LIMIT may be satisfied by the first input of a UNION ALL.
    return rel instanceof SetOp && (demand == Demand.ALL || Demands.takesAll(rel));
  }

  /**
   * Whether a loop surely reads both sides. It reads the right side only for a row of the left one,
   * and may stop at the first match.
   */
  private static boolean loopReadsBoth(JoinRelType type, RelNode loop, boolean likely) {
    return type.projectsRight() && (likely || hasOneRow(loop.getInput(0)));
  }

  private static boolean hasOneRow(RelNode rel) {
    return rel instanceof Aggregate aggregate
        ? aggregate.getGroupCount() == 0
        : rel instanceof EnumerableWrapper && hasOneRow(rel.getInput(0));
  }

  /** Whether the driver drops rows that were read, or joins them. */
  static boolean checksOrJoins(RelNode rel) {
    return rel instanceof Join
        || rel instanceof EnumerableKeyedJoin
        || rel instanceof Correlate
        || (rel instanceof Calc calc && calc.getProgram().getCondition() != null)
        || (rel instanceof EnumerableExpansion expansion && expansion.shape().condition() != null)
        || rel.getInputs().stream().anyMatch(Streams::checksOrJoins);
  }
}
