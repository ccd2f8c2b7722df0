package io.github.helpcrunchjdbc.plan.rex;

import java.util.function.IntFunction;
import org.apache.calcite.rex.RexInputRef;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.rex.RexShuttle;
import org.jspecify.annotations.Nullable;

/** Replaces fields by expressions. */
public final class ReplacedFields extends RexShuttle {
  private final IntFunction<@Nullable RexNode> by;

  /**
   * Creates a shuttle.
   *
   * @param by the expression for a field, null to keep the field
   */
  public ReplacedFields(IntFunction<@Nullable RexNode> by) {
    this.by = by;
  }

  @Override
  public RexNode visitInputRef(RexInputRef ref) {
    RexNode node = by.apply(ref.getIndex());
    return node == null ? ref : node;
  }
}
