package io.github.helpcrunchjdbc.plan.rex;

import com.google.common.collect.ImmutableList;
import java.util.ArrayList;
import java.util.List;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rex.RexBuilder;
import org.apache.calcite.rex.RexFieldCollation;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.rex.RexOver;
import org.apache.calcite.rex.RexWindowBound;
import org.apache.calcite.rex.RexWindowBounds;
import org.apache.calcite.rex.RexWindowExclusion;
import org.apache.calcite.sql.SqlAggFunction;

/** A call of a window function. Its methods return calls in which one part is changed. */
public record WindowCall(
    RelDataType type,
    SqlAggFunction function,
    List<RexNode> operands,
    List<RexNode> partition,
    List<RexFieldCollation> order,
    RexWindowBound lower,
    RexWindowBound upper,
    RexWindowExclusion exclude,
    boolean rows) {

  public static WindowCall of(RexOver over) {
    return new WindowCall(
        over.getType(),
        over.getAggOperator(),
        over.getOperands(),
        over.getWindow().partitionKeys,
        over.getWindow().orderKeys,
        over.getWindow().getLowerBound(),
        over.getWindow().getUpperBound(),
        over.getWindow().getExclude(),
        over.getWindow().isRows());
  }

  public WindowCall withFunction(
      RelDataType otherType, SqlAggFunction other, List<RexNode> arguments) {
    return new WindowCall(
        otherType, other, arguments, partition, order, lower, upper, exclude, rows);
  }

  public WindowCall withOrder(List<RexFieldCollation> other) {
    return new WindowCall(type, function, operands, partition, other, lower, upper, exclude, rows);
  }

  public WindowCall withPartition(List<RexNode> other) {
    return new WindowCall(type, function, operands, other, order, lower, upper, exclude, rows);
  }

  public WindowCall withFrame(boolean ofRows, RexWindowBound from, RexWindowBound to) {
    return new WindowCall(type, function, operands, partition, order, from, to, exclude, ofRows);
  }

  /** Returns this call without an exclusion: over all rows of its frame. */
  public WindowCall excludingNone() {
    RexWindowExclusion none = RexWindowExclusion.EXCLUDE_NO_OTHER;
    return new WindowCall(type, function, operands, partition, order, lower, upper, none, rows);
  }

  /** Returns this call over the whole partition. */
  public WindowCall ofPartition() {
    return withOrder(List.of())
        .withFrame(true, RexWindowBounds.UNBOUNDED_PRECEDING, RexWindowBounds.UNBOUNDED_FOLLOWING);
  }

  public RexNode make(RexBuilder rexBuilder) {
    return rexBuilder.makeOver(
        type,
        function,
        new ArrayList<>(operands),
        partition,
        ImmutableList.copyOf(order),
        lower,
        upper,
        exclude,
        rows,
        true,
        false,
        false,
        false);
  }
}
