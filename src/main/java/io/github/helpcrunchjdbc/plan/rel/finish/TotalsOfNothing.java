package io.github.helpcrunchjdbc.plan.rel.finish;

import static io.github.helpcrunchjdbc.plan.rex.Expressions.replace;

import io.github.helpcrunchjdbc.plan.rel.finish.EnumerableWrapper.Way;
import java.util.ArrayList;
import java.util.List;
import org.apache.calcite.adapter.enumerable.EnumUtils;
import org.apache.calcite.adapter.enumerable.EnumerableAggregate;
import org.apache.calcite.adapter.enumerable.PhysType;
import org.apache.calcite.linq4j.tree.Expression;
import org.apache.calcite.linq4j.tree.Expressions;
import org.apache.calcite.linq4j.tree.Primitive;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.core.Aggregate;
import org.apache.calcite.rel.core.AggregateCall;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.util.ImmutableBitSet;
import org.jspecify.annotations.Nullable;

/**
 * Adds the total row that GROUPING SETS with an empty set have over no rows. Calcite 1.42.0 has
 * none; no issue known on 2026-11-27.
 */
public final class TotalsOfNothing {
  private TotalsOfNothing() {}

  /** Returns the plan whose aggregates have such a total row. */
  public static RelNode in(RelNode plan) {
    return replace(
        plan,
        rel ->
            rel instanceof EnumerableAggregate aggregate
                    && !aggregate.getGroupSet().isEmpty()
                    && aggregate.getGroupSets().stream().anyMatch(ImmutableBitSet::isEmpty)
                ? new EnumerableWrapper(aggregate, Way.TOTAL)
                : rel);
  }

  /** Returns the total row: keys and values are NULL, counts are 0, GROUPING has all bits set. */
  static Expression row(Aggregate aggregate, PhysType type) {
    List<Expression> values = new ArrayList<>();
    int keys = aggregate.getGroupCount();
    for (int i = 0; i < aggregate.getRowType().getFieldCount(); i++) {
      Object value = i < keys ? null : value(aggregate.getAggCallList().get(i - keys));
      Class<?> wanted = (Class<?>) type.fieldClass(i);
      values.add(
          value == null && !Primitive.is(wanted)
              ? Expressions.constant(null, wanted)
              : EnumUtils.convert(Expressions.constant(value == null ? 0L : value), wanted));
    }
    return type.record(values);
  }

  private static @Nullable Object value(AggregateCall call) {
    SqlKind kind = call.getAggregation().getKind();
    return switch (kind) {
      case COUNT, SUM0, GROUP_ID -> 0L;
      case GROUPING, GROUPING_ID -> (1L << call.getArgList().size()) - 1;
      default -> null;
    };
  }
}
