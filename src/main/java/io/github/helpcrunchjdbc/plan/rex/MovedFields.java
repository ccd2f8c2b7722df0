package io.github.helpcrunchjdbc.plan.rex;

import java.util.function.IntUnaryOperator;
import org.apache.calcite.rex.RexInputRef;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.rex.RexShuttle;

/** Moves expressions from one row type to another, which has the same fields at other indexes. */
public final class MovedFields extends RexShuttle {
  private final IntUnaryOperator to;

  /**
   * Creates a shuttle.
   *
   * @param to gives a field's index in the new row for its index in the old one
   */
  public MovedFields(IntUnaryOperator to) {
    this.to = to;
  }

  @Override
  public RexNode visitInputRef(RexInputRef ref) {
    return new RexInputRef(to.applyAsInt(ref.getIndex()), ref.getType());
  }
}
