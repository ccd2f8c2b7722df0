package io.github.helpcrunchjdbc.plan.rel.finish;

import io.github.helpcrunchjdbc.plan.exec.operator.KeptRows;
import io.github.helpcrunchjdbc.plan.rel.scan.EnumerableWrapper;
import java.lang.reflect.Method;
import java.util.List;
import org.apache.calcite.DataContext;
import org.apache.calcite.linq4j.Enumerable;
import org.apache.calcite.linq4j.tree.Types;
import org.apache.calcite.plan.RelTraitSet;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.util.ImmutableBitSet;

/** Rows that the operator above keeps, counted against the statement's memory. */
final class EnumerableKept extends EnumerableWrapper {
  private static final Method ALL =
      Types.lookupMethod(KeptRows.class, "all", DataContext.class, Enumerable.class, int.class);
  private static final Method GROUPS =
      Types.lookupMethod(
          KeptRows.class, "groups", DataContext.class, Enumerable.class, int[].class, int.class);

  private final Method counting;
  private final Object[] constants;

  private EnumerableKept(RelNode input, Method counting, Object... constants) {
    super(input, input.getTraitSet(), counting, constants);
    this.counting = counting;
    this.constants = constants;
  }

  /**
   * Rows that are all kept.
   *
   * @param operator a number that no other operator of the plan has
   */
  static EnumerableKept all(RelNode input, int operator) {
    return new EnumerableKept(input, ALL, operator);
  }

  /** Rows of which one is kept for each combination of some columns. */
  static EnumerableKept groups(RelNode input, ImmutableBitSet keys, int operator) {
    return new EnumerableKept(input, GROUPS, keys.toArray(), operator);
  }

  @Override
  public RelNode copy(RelTraitSet traitSet, List<RelNode> inputs) {
    return new EnumerableKept(inputs.get(0), counting, constants);
  }
}
