package io.github.helpcrunchjdbc.plan.rel;

import io.github.helpcrunchjdbc.plan.exec.KeptRows;
import java.lang.reflect.Method;
import java.util.List;
import org.apache.calcite.DataContext;
import org.apache.calcite.linq4j.Enumerable;
import org.apache.calcite.linq4j.tree.Expression;
import org.apache.calcite.linq4j.tree.Expressions;
import org.apache.calcite.linq4j.tree.Types;
import org.apache.calcite.plan.RelTraitSet;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.util.ImmutableBitSet;
import org.jspecify.annotations.Nullable;

/** Rows that the operator above keeps, counted against the statement's memory. */
final class EnumerableKept extends EnumerableWrapper {
  private static final Method ALL =
      Types.lookupMethod(KeptRows.class, "all", DataContext.class, Enumerable.class, int.class);
  private static final Method GROUPS =
      Types.lookupMethod(
          KeptRows.class, "groups", DataContext.class, Enumerable.class, int[].class, int.class);

  private final @Nullable ImmutableBitSet keys;
  private final int operator;

  private EnumerableKept(RelNode input, @Nullable ImmutableBitSet keys, int operator) {
    super(input, input.getTraitSet());
    this.keys = keys;
    this.operator = operator;
  }

  /**
   * Rows that are all kept.
   *
   * @param operator a number that no other operator of the plan has
   */
  static EnumerableKept all(RelNode input, int operator) {
    return new EnumerableKept(input, null, operator);
  }

  /** Rows of which one is kept for each combination of some columns. */
  static EnumerableKept groups(RelNode input, ImmutableBitSet keys, int operator) {
    return new EnumerableKept(input, keys, operator);
  }

  @Override
  public RelNode copy(RelTraitSet traitSet, List<RelNode> inputs) {
    return new EnumerableKept(inputs.get(0), keys, operator);
  }

  @Override
  Expression wrap(Expression rows) {
    Expression number = Expressions.constant(operator);
    return keys == null
        ? Expressions.call(ALL, DataContext.ROOT, rows, number)
        : Expressions.call(
            GROUPS, DataContext.ROOT, rows, Expressions.constant(keys.toArray()), number);
  }
}
