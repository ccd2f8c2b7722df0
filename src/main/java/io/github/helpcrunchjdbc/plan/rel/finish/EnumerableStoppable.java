package io.github.helpcrunchjdbc.plan.rel.finish;

import io.github.helpcrunchjdbc.plan.exec.operator.StoppableRows;
import io.github.helpcrunchjdbc.plan.rel.scan.EnumerableCustomerScan;
import io.github.helpcrunchjdbc.plan.rel.scan.EnumerableWrapper;
import io.github.helpcrunchjdbc.plan.rex.Expressions;
import java.lang.reflect.Method;
import java.util.List;
import org.apache.calcite.DataContext;
import org.apache.calcite.linq4j.Enumerable;
import org.apache.calcite.linq4j.tree.Types;
import org.apache.calcite.plan.RelTraitSet;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.core.Correlate;
import org.apache.calcite.rel.core.Join;
import org.apache.calcite.rel.core.SetOp;
import org.apache.calcite.rel.core.Uncollect;

/** Rows that stop with their execution, where Calcite's loops would go on. */
public final class EnumerableStoppable extends EnumerableWrapper {
  private static final Method OF =
      Types.lookupMethod(StoppableRows.class, "of", DataContext.class, Enumerable.class);

  private EnumerableStoppable(RelNode input) {
    super(input, input.getTraitSet(), OF);
  }

  /**
   * The same plan with the output of all that makes more rows than it reads, and what such loops go
   * over, able to stop.
   */
  public static RelNode inLoops(RelNode plan) {
    return Expressions.replace(
        plan,
        rel -> {
          if (rel instanceof Join || rel instanceof Correlate) {
            List<RelNode> inputs = rel.getInputs().stream().map(EnumerableStoppable::of).toList();
            return of(rel.copy(rel.getTraitSet(), inputs));
          }
          return rel instanceof SetOp || rel instanceof Uncollect ? of(rel) : rel;
        });
  }

  private static RelNode of(RelNode rel) {
    // Scans look themselves, with each page.
    return rel instanceof EnumerableStoppable || rel instanceof EnumerableCustomerScan
        ? rel
        : new EnumerableStoppable(rel);
  }

  @Override
  public RelNode copy(RelTraitSet traitSet, List<RelNode> inputs) {
    return new EnumerableStoppable(inputs.get(0));
  }
}
