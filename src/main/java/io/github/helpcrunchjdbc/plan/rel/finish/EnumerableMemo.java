package io.github.helpcrunchjdbc.plan.rel.finish;

import io.github.helpcrunchjdbc.plan.exec.operator.Memo;
import io.github.helpcrunchjdbc.plan.rel.scan.EnumerableWrapper;
import io.github.helpcrunchjdbc.plan.rel.scan.SendsRequests;
import io.github.helpcrunchjdbc.plan.rex.Expressions;
import java.lang.reflect.Method;
import java.util.List;
import org.apache.calcite.DataContext;
import org.apache.calcite.adapter.enumerable.EnumerableConvention;
import org.apache.calcite.adapter.enumerable.EnumerableNestedLoopJoin;
import org.apache.calcite.linq4j.Enumerable;
import org.apache.calcite.linq4j.tree.Types;
import org.apache.calcite.plan.RelTraitSet;
import org.apache.calcite.rel.RelNode;

/** Rows that are read once, though a loop goes over them once for each row of its other side. */
public final class EnumerableMemo extends EnumerableWrapper {
  private static final Method REMEMBER =
      Types.lookupMethod(Memo.class, "remember", DataContext.class, Enumerable.class);

  private EnumerableMemo(RelNode input) {
    super(input, input.getCluster().traitSetOf(EnumerableConvention.INSTANCE), REMEMBER);
  }

  /** The same plan with every loop's inner side remembered if reading it sends requests. */
  public static RelNode inLoops(RelNode plan) {
    return Expressions.replace(
        plan,
        rel ->
            rel instanceof EnumerableNestedLoopJoin loop && SendsRequests.in(loop.getRight())
                ? loop.copy(
                    loop.getTraitSet(),
                    List.of(loop.getLeft(), new EnumerableMemo(loop.getRight())))
                : rel);
  }

  @Override
  public RelNode copy(RelTraitSet traitSet, List<RelNode> inputs) {
    return new EnumerableMemo(inputs.get(0));
  }
}
