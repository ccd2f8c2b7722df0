package io.github.helpcrunchjdbc.plan.rel.scan;

import com.google.common.collect.Ordering;
import io.github.helpcrunchjdbc.plan.exec.operator.IncrementalSort;
import io.github.helpcrunchjdbc.plan.exec.operator.KeptRows;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.apache.calcite.DataContext;
import org.apache.calcite.adapter.enumerable.EnumerableRel;
import org.apache.calcite.adapter.enumerable.EnumerableRelImplementor;
import org.apache.calcite.adapter.enumerable.EnumerableSort;
import org.apache.calcite.adapter.enumerable.PhysType;
import org.apache.calcite.adapter.enumerable.PhysTypeImpl;
import org.apache.calcite.linq4j.tree.BlockBuilder;
import org.apache.calcite.linq4j.tree.Expression;
import org.apache.calcite.linq4j.tree.Expressions;
import org.apache.calcite.plan.RelTraitSet;
import org.apache.calcite.rel.RelCollation;
import org.apache.calcite.rel.RelFieldCollation;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.core.Sort;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.sql.type.SqlTypeUtil;
import org.apache.calcite.util.Pair;
import org.jspecify.annotations.Nullable;

/**
 * A sort that counts the rows that it keeps. Below a limit, it keeps no more rows than the limit
 * passes; the limit itself stays above. If rows come in the order of the first key, they are sorted
 * group by group.
 */
public final class EnumerableKeptSort extends EnumerableSort {
  private final boolean isWithinGroups;

  /** The offset and fetch of the limit above, which this node does not execute. */
  private final @Nullable RexNode skipped;

  private final @Nullable RexNode taken;
  private final boolean isAnswer;
  private final int operator;

  private EnumerableKeptSort(
      RelTraitSet traits,
      RelNode input,
      RelCollation collation,
      boolean isWithinGroups,
      @Nullable RexNode skipped,
      @Nullable RexNode taken,
      boolean isAnswer,
      int operator) {
    super(input.getCluster(), traits, input, collation, null, null);
    this.isWithinGroups = isWithinGroups;
    this.skipped = skipped;
    this.taken = taken;
    this.isAnswer = isAnswer;
    this.operator = operator;
  }

  /** Creates a sort by several keys, of rows that come in the order of the first key. */
  public static EnumerableKeptSort withinGroups(
      RelTraitSet traits, RelNode input, RelCollation collation) {
    return new EnumerableKeptSort(traits, input, collation, true, null, null, false, 0);
  }

  /**
   * Creates a sort that knows the limit above it.
   *
   * @param skipped how many rows the limit skips, null if there is none
   * @param taken how many rows the limit passes, null if there is none
   * @param isAnswer whether the rows are those of the statement
   * @param operator a number that no other operator of the plan has
   */
  public static EnumerableKeptSort below(
      Sort sort,
      @Nullable RexNode skipped,
      @Nullable RexNode taken,
      boolean isAnswer,
      int operator) {
    return new EnumerableKeptSort(
        sort.getTraitSet(),
        sort.getInput(),
        sort.getCollation(),
        isWithinGroups(sort),
        skipped,
        taken,
        isAnswer,
        operator);
  }

  /** Whether a node sorts group by group, so that it returns rows before it has read all. */
  public static boolean isWithinGroups(RelNode rel) {
    return rel instanceof EnumerableKeptSort sort && sort.isWithinGroups;
  }

  @Override
  public EnumerableKeptSort copy(
      RelTraitSet traits,
      RelNode input,
      RelCollation newCollation,
      @Nullable RexNode offset,
      @Nullable RexNode fetch) {
    return new EnumerableKeptSort(
        traits, input, newCollation, isWithinGroups, skipped, taken, isAnswer, operator);
  }

  @Override
  public Result implement(EnumerableRelImplementor implementor, Prefer prefer) {
    BlockBuilder builder = new BlockBuilder();
    Result rows = implementor.visitChild(this, 0, (EnumerableRel) getInput(), prefer);
    List<RelFieldCollation> keys = getCollation().getFieldCollations();
    List<Expression> arguments = new ArrayList<>();
    arguments.add(DataContext.ROOT);
    arguments.add(builder.append("rows", rows.block));
    if (isWithinGroups) {
      add(builder, arguments, "first", keys(rows.physType, keys.subList(0, 1)));
    }
    add(builder, arguments, "keys", keys(rows.physType, keys));
    arguments.add(EnumerableLazyLimit.value(skipped));
    arguments.add(EnumerableLazyLimit.value(taken));
    arguments.add(Expressions.constant(isAnswer));
    arguments.add(Expressions.constant(operator));
    builder.add(
        Expressions.return_(
            null,
            Expressions.call(
                isWithinGroups ? IncrementalSort.class : KeptRows.class, "sorted", arguments)));
    PhysType type = PhysTypeImpl.of(implementor.getTypeFactory(), getRowType(), rows.format);
    return implementor.result(type, builder.toBlock());
  }

  /** Returns sort keys. Calcite's compare one number as DECIMAL: they fail for NaN and infinity. */
  private Pair<Expression, Expression> keys(PhysType rows, List<RelFieldCollation> keys) {
    Pair<Expression, Expression> key = rows.generateCollationKey(keys);
    RelFieldCollation first = keys.get(0);
    RelDataType type = getRowType().getFieldList().get(first.getFieldIndex()).getType();
    if (keys.size() > 1 || !SqlTypeUtil.isNumeric(type)) {
      return key;
    }
    Expression natural = Expressions.call(Ordering.class, "natural");
    boolean descends = first.direction.isDescending();
    boolean nullsFirst = first.nullDirection == RelFieldCollation.NullDirection.FIRST;
    return Pair.of(
        key.left,
        Expressions.call(
            descends ? Expressions.call(natural, "reverse") : natural,
            nullsFirst ? "nullsFirst" : "nullsLast"));
  }

  private static void add(
      BlockBuilder builder,
      List<Expression> arguments,
      String name,
      Pair<Expression, Expression> key) {
    arguments.add(builder.append(name, key.left));
    arguments.add(builder.append(name + "Order", Objects.requireNonNull(key.right)));
  }
}
