package io.github.helpcrunchjdbc.plan.rel;

import java.util.List;
import org.apache.calcite.adapter.enumerable.EnumerableAggregate;
import org.apache.calcite.adapter.enumerable.EnumerableHashJoin;
import org.apache.calcite.adapter.enumerable.EnumerableSort;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.core.Calc;
import org.apache.calcite.rel.core.Project;
import org.apache.calcite.rel.core.Union;

/**
 * Finds the joins that send keys whose rows are all wanted, so that the next keys may go out before
 * their turn: no LIMIT, and nothing else that may end early, stands between them and the answer, or
 * something does that needs all rows before it gives one.
 */
public final class WholeJoins {
  private WholeJoins() {}

  /** The same executable plan, whose joins know whether all their rows are wanted. */
  public static RelNode of(RelNode plan) {
    return of(plan, true);
  }

  private static RelNode of(RelNode rel, boolean isWhole) {
    boolean below = takesAll(rel) || (isWhole && handsOn(rel));
    List<RelNode> inputs = rel.getInputs().stream().map(input -> of(input, below)).toList();
    RelNode same = inputs.equals(rel.getInputs()) ? rel : rel.copy(rel.getTraitSet(), inputs);
    return isWhole && same instanceof EnumerableKeyedJoin join ? join.whole() : same;
  }

  /** Whether a node needs all rows of its input before it gives one. */
  private static boolean takesAll(RelNode rel) {
    return rel instanceof EnumerableAggregate
        || (rel instanceof EnumerableSort && !(rel instanceof EnumerableIncrementalSort));
  }

  /** Whether whoever takes all rows of a node takes all of its inputs' too. */
  private static boolean handsOn(RelNode rel) {
    return rel instanceof EnumerableKeyedJoin
        || rel instanceof EnumerableHashJoin
        || rel instanceof EnumerableIncrementalSort
        || rel instanceof EnumerableExpansion
        || rel instanceof Calc
        || rel instanceof Project
        || (rel instanceof Union union && union.all);
  }
}
