package io.github.helpcrunchjdbc.plan.rel.finish;

import io.github.helpcrunchjdbc.plan.exec.scan.SharedScan;
import io.github.helpcrunchjdbc.plan.rel.join.EnumerableExpansion;
import io.github.helpcrunchjdbc.plan.rel.join.EnumerableKeyedJoin;
import io.github.helpcrunchjdbc.plan.rel.scan.EnumerableCustomerScan;
import io.github.helpcrunchjdbc.plan.rel.scan.EnumerableDriverRows;
import io.github.helpcrunchjdbc.plan.rel.scan.EnumerableKeptSort;
import java.util.Set;
import java.util.stream.IntStream;
import org.apache.calcite.adapter.enumerable.EnumerableLimit;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.core.Calc;
import org.apache.calcite.rel.core.Correlate;
import org.apache.calcite.rel.core.Join;
import org.apache.calcite.rel.core.Project;
import org.apache.calcite.rel.core.SetOp;
import org.apache.calcite.rel.core.Union;
import org.apache.calcite.rel.core.Values;

/** Tells of executable plans whether they give rows while others are to be read, and how often. */
public final class Streams {
  private Streams() {}

  /** Whether closing the rows of a plan ends all reading for it. */
  static boolean is(RelNode rel) {
    if (rel instanceof Join join) {
      // A hash join gathers its right side first, a loop goes over it for each row of the left.
      return is(join.getLeft()) && !readsRows(join.getRight());
    }
    if (rel instanceof Correlate loop) {
      // Its right side is gone over while the left one is: closing ends both.
      return is(loop.getLeft()) && (is(loop.getRight()) || !readsRows(loop.getRight()));
    }
    boolean handsOn =
        rel instanceof EnumerableCustomerScan
            || rel instanceof EnumerableExpansion
            || EnumerableWrapper.is(rel, EnumerableWrapper.Way.STOP)
            || rel instanceof EnumerableLimit
            || EnumerableKeptSort.isWithinGroups(rel)
            || rel instanceof EnumerableDriverRows
            || rel instanceof Calc
            || rel instanceof Project
            || rel instanceof Values
            || (rel instanceof Union union && union.all);
    return handsOn && rel.getInputs().stream().allMatch(Streams::is);
  }

  /** Whether a plan reads rows of customers; totals, which also take requests, do not count. */
  public static boolean readsRows(RelNode rel) {
    return rel instanceof EnumerableCustomerScan
        || rel instanceof EnumerableKeyedJoin
        || rel.getInputs().stream().anyMatch(Streams::readsRows);
  }

  /**
   * How often a plan surely reads all customers: a set operation reads all its inputs, a join may
   * do without one.
   *
   * @param limited whether not all of its rows may be asked for
   * @param counted what several places read together and was counted
   */
  static int wholeReads(RelNode rel, boolean limited, Set<SharedScan> counted) {
    if (rel instanceof EnumerableCustomerScan scan) {
      boolean isWhole = !limited && scan.spec().cover().isUnsent() && !scan.spec().isLimited();
      return isWhole && (scan.shared() == null || counted.add(scan.shared())) ? 1 : 0;
    }
    boolean limits =
        !Demands.takesAll(rel)
            && (limited || (rel instanceof EnumerableLimit limit && limit.fetch != null));
    IntStream reads =
        rel.getInputs().stream().mapToInt(input -> wholeReads(input, limits, counted));
    // A LIMIT may be content with the first input of a UNION ALL.
    boolean all = rel instanceof SetOp && !limits;
    return all ? reads.sum() : reads.max().orElse(0);
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

  /** Whether a LIMIT stands above all reading. */
  static boolean isLimited(RelNode rel) {
    if (rel instanceof EnumerableLimit limit && limit.fetch != null) {
      return true;
    }
    boolean hasOne = rel.getInputs().size() == 1;
    return hasOne && !(rel instanceof EnumerableCustomerScan) && isLimited(rel.getInput(0));
  }
}
