package io.github.helpcrunchjdbc.plan.rel.finish;

import io.github.helpcrunchjdbc.plan.rel.finish.EnumerableWrapper.Way;
import io.github.helpcrunchjdbc.plan.rel.scan.EnumerableCustomerScan;
import io.github.helpcrunchjdbc.plan.rel.scan.SendsRequests;
import io.github.helpcrunchjdbc.plan.rex.Expressions;
import java.util.List;
import org.apache.calcite.adapter.enumerable.EnumerableNestedLoopJoin;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.core.Correlate;
import org.apache.calcite.rel.core.Join;
import org.apache.calcite.rel.core.SetOp;
import org.apache.calcite.rel.core.Uncollect;
import org.apache.calcite.rel.core.Window;

/** Gives the loops that Calcite generates what they lack: to read once, and to stop. */
public final class Loops {
  private Loops() {}

  /** Returns the plan in which each loop remembers its inner side if that sends requests. */
  public static RelNode remembering(RelNode plan) {
    return Expressions.replace(
        plan,
        rel ->
            rel instanceof EnumerableNestedLoopJoin loop && SendsRequests.in(loop.getRight())
                ? loop.copy(
                    loop.getTraitSet(),
                    List.of(loop.getLeft(), new EnumerableWrapper(loop.getRight(), Way.REMEMBER)))
                : rel);
  }

  /**
   * Returns the plan in which rows stop with the execution: those of nodes that make more rows than
   * they read, the inputs of loops, and the frames of windows.
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
    // Scans check for the end of the execution themselves, at each page.
    return EnumerableWrapper.is(rel, Way.STOP) || rel instanceof EnumerableCustomerScan
        ? rel
        : new EnumerableWrapper(rel, Way.STOP);
  }
}
