package io.github.helpcrunchjdbc.plan.rel;

import io.github.helpcrunchjdbc.plan.exec.IncrementalSort;
import java.lang.reflect.Method;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import org.apache.calcite.DataContext;
import org.apache.calcite.adapter.enumerable.EnumerableRel;
import org.apache.calcite.adapter.enumerable.EnumerableRelImplementor;
import org.apache.calcite.adapter.enumerable.EnumerableSort;
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
import org.apache.calcite.rel.RelFieldCollation;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.util.Pair;
import org.jspecify.annotations.Nullable;

/** A sort by several keys of rows that come in the order of the first, ready to be executed. */
final class EnumerableIncrementalSort extends EnumerableSort {
  private static final Method SORT =
      Types.lookupMethod(
          IncrementalSort.class,
          "sort",
          DataContext.class,
          Enumerable.class,
          Function1.class,
          Comparator.class,
          Function1.class,
          Comparator.class,
          Object.class,
          Object.class,
          boolean.class);

  /** The limit above, which is no part of what this node does. */
  private final @Nullable RexNode skipped;

  private final @Nullable RexNode taken;
  private final boolean isAnswer;

  EnumerableIncrementalSort(RelTraitSet traits, RelNode input, RelCollation collation) {
    this(traits, input, collation, null, null, false);
  }

  private EnumerableIncrementalSort(
      RelTraitSet traits,
      RelNode input,
      RelCollation collation,
      @Nullable RexNode skipped,
      @Nullable RexNode taken,
      boolean isAnswer) {
    super(input.getCluster(), traits, input, collation, null, null);
    this.skipped = skipped;
    this.taken = taken;
    this.isAnswer = isAnswer;
  }

  /**
   * The same sort where it is known what comes above it.
   *
   * @param offset how many rows the limit above leaves out, null if there is none
   * @param fetch how many rows the limit above lets through, null if there is none
   * @param answer whether each row is one of the statement's
   */
  EnumerableIncrementalSort below(
      @Nullable RexNode offset, @Nullable RexNode fetch, boolean answer) {
    return new EnumerableIncrementalSort(
        getTraitSet(), getInput(), getCollation(), offset, fetch, answer);
  }

  @Override
  public EnumerableIncrementalSort copy(
      RelTraitSet traitSet,
      RelNode newInput,
      RelCollation newCollation,
      @Nullable RexNode offset,
      @Nullable RexNode fetch) {
    return new EnumerableIncrementalSort(
        traitSet, newInput, newCollation, skipped, taken, isAnswer);
  }

  @Override
  public Result implement(EnumerableRelImplementor implementor, Prefer prefer) {
    BlockBuilder builder = new BlockBuilder();
    Result rows = implementor.visitChild(this, 0, (EnumerableRel) getInput(), prefer);
    PhysType type = PhysTypeImpl.of(implementor.getTypeFactory(), getRowType(), rows.format);
    List<RelFieldCollation> keys = getCollation().getFieldCollations();
    Pair<Expression, Expression> first = rows.physType.generateCollationKey(keys.subList(0, 1));
    Pair<Expression, Expression> all = rows.physType.generateCollationKey(keys);
    builder.add(
        Expressions.return_(
            null,
            Expressions.call(
                SORT,
                DataContext.ROOT,
                builder.append("rows", rows.block),
                builder.append("first", first.left),
                builder.append("firstOrder", Objects.requireNonNull(first.right)),
                builder.append("keys", all.left),
                builder.append("order", Objects.requireNonNull(all.right)),
                EnumerableLazyLimit.value(skipped),
                EnumerableLazyLimit.value(taken),
                Expressions.constant(isAnswer))));
    return implementor.result(type, builder.toBlock());
  }
}
