package io.github.helpcrunchjdbc.plan.rel;

import io.github.helpcrunchjdbc.plan.exec.KeptRows;
import java.lang.reflect.Method;
import java.util.Comparator;
import org.apache.calcite.DataContext;
import org.apache.calcite.adapter.enumerable.EnumerableRel;
import org.apache.calcite.adapter.enumerable.EnumerableRelImplementor;
import org.apache.calcite.adapter.enumerable.PhysType;
import org.apache.calcite.adapter.enumerable.PhysTypeImpl;
import org.apache.calcite.linq4j.Enumerable;
import org.apache.calcite.linq4j.function.Function1;
import org.apache.calcite.linq4j.tree.BlockBuilder;
import org.apache.calcite.linq4j.tree.Expression;
import org.apache.calcite.linq4j.tree.Expressions;
import org.apache.calcite.linq4j.tree.Types;
import org.apache.calcite.plan.RelTraitSet;
import org.apache.calcite.rel.RelCollation;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.core.Sort;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.util.Pair;
import org.jspecify.annotations.Nullable;

/**
 * A sort that counts what it keeps. Below a limit it keeps no more rows than the limit lets
 * through; the limit itself stays above.
 */
final class EnumerableKeptSort extends Sort implements EnumerableRel {
  private static final Method SORTED =
      Types.lookupMethod(
          KeptRows.class,
          "sorted",
          DataContext.class,
          Enumerable.class,
          Function1.class,
          Comparator.class,
          Object.class,
          Object.class,
          boolean.class,
          int.class);

  /** The limit above, which is no part of what this node does. */
  private final @Nullable RexNode skipped;

  private final @Nullable RexNode taken;
  private final boolean isAnswer;
  private final int operator;

  private EnumerableKeptSort(
      RelTraitSet traits,
      RelNode input,
      RelCollation collation,
      @Nullable RexNode skipped,
      @Nullable RexNode taken,
      boolean isAnswer,
      int operator) {
    super(input.getCluster(), traits, input, collation);
    this.skipped = skipped;
    this.taken = taken;
    this.isAnswer = isAnswer;
    this.operator = operator;
  }

  /**
   * A sort.
   *
   * @param skipped how many rows the limit above leaves out, null if there is none
   * @param taken how many rows the limit above lets through, null if there is none
   * @param isAnswer whether each row is one of the statement's
   * @param operator a number that no other operator of the plan has
   */
  static EnumerableKeptSort of(
      Sort sort,
      @Nullable RexNode skipped,
      @Nullable RexNode taken,
      boolean isAnswer,
      int operator) {
    return new EnumerableKeptSort(
        sort.getTraitSet(),
        sort.getInput(),
        sort.getCollation(),
        skipped,
        taken,
        isAnswer,
        operator);
  }

  @Override
  public EnumerableKeptSort copy(
      RelTraitSet traits,
      RelNode input,
      RelCollation newCollation,
      @Nullable RexNode offset,
      @Nullable RexNode fetch) {
    return new EnumerableKeptSort(traits, input, newCollation, skipped, taken, isAnswer, operator);
  }

  @Override
  public Result implement(EnumerableRelImplementor implementor, Prefer prefer) {
    BlockBuilder builder = new BlockBuilder();
    Result rows = implementor.visitChild(this, 0, (EnumerableRel) getInput(), prefer);
    PhysType type = PhysTypeImpl.of(implementor.getTypeFactory(), getRowType(), rows.format);
    Expression read = builder.append("rows", rows.block);
    Pair<Expression, Expression> key =
        rows.physType.generateCollationKey(getCollation().getFieldCollations());
    builder.add(
        Expressions.return_(
            null,
            Expressions.call(
                SORTED,
                DataContext.ROOT,
                read,
                builder.append("key", key.left),
                builder.append("order", key.right),
                EnumerableLazyLimit.value(skipped),
                EnumerableLazyLimit.value(taken),
                Expressions.constant(isAnswer),
                Expressions.constant(operator))));
    return implementor.result(type, builder.toBlock());
  }
}
