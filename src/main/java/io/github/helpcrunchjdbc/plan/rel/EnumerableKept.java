package io.github.helpcrunchjdbc.plan.rel;

import io.github.helpcrunchjdbc.plan.exec.KeptRows;
import java.lang.reflect.Method;
import java.util.List;
import org.apache.calcite.DataContext;
import org.apache.calcite.adapter.enumerable.EnumerableRel;
import org.apache.calcite.adapter.enumerable.EnumerableRelImplementor;
import org.apache.calcite.linq4j.Enumerable;
import org.apache.calcite.linq4j.tree.BlockBuilder;
import org.apache.calcite.linq4j.tree.Expression;
import org.apache.calcite.linq4j.tree.Expressions;
import org.apache.calcite.linq4j.tree.Types;
import org.apache.calcite.plan.RelTraitSet;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.SingleRel;
import org.apache.calcite.util.ImmutableBitSet;
import org.jspecify.annotations.Nullable;

/** Rows that the operator above keeps, counted against the statement's memory. */
final class EnumerableKept extends SingleRel implements EnumerableRel {
  private static final Method ALL =
      Types.lookupMethod(KeptRows.class, "all", DataContext.class, Enumerable.class, int.class);
  private static final Method GROUPS =
      Types.lookupMethod(
          KeptRows.class, "groups", DataContext.class, Enumerable.class, int[].class, int.class);

  private final @Nullable ImmutableBitSet keys;
  private final int operator;

  private EnumerableKept(RelNode input, @Nullable ImmutableBitSet keys, int operator) {
    super(input.getCluster(), input.getTraitSet(), input);
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
  public Result implement(EnumerableRelImplementor implementor, Prefer prefer) {
    BlockBuilder builder = new BlockBuilder();
    Result rows = implementor.visitChild(this, 0, (EnumerableRel) getInput(), prefer);
    Expression read = builder.append("rows", rows.block);
    Expression number = Expressions.constant(operator);
    builder.add(
        Expressions.return_(
            null,
            keys == null
                ? Expressions.call(ALL, DataContext.ROOT, read, number)
                : Expressions.call(
                    GROUPS, DataContext.ROOT, read, Expressions.constant(keys.toArray()), number)));
    return implementor.result(rows.physType, builder.toBlock());
  }
}
