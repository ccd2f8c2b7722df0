package io.github.helpcrunchjdbc.plan.calcite.value;

import io.github.helpcrunchjdbc.plan.function.TriedFunction;
import io.github.helpcrunchjdbc.plan.rex.ExpressionWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rex.RexBuilder;
import org.apache.calcite.rex.RexCall;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.sql.SqlFunction;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.fun.SqlLibraryOperators;
import org.apache.calcite.sql.fun.SqlStdOperatorTable;

/**
 * Computes TRY_CAST, for {@link SoundCasts}: the value of CAST, or NULL if CAST fails. Each step of
 * the rewritten CAST becomes one that is NULL if it fails. Calcite's own TRY_CAST has the defects
 * of its CAST.
 */
final class TriedCasts extends ExpressionWriter {
  private final UnaryOperator<RexNode> sound;

  /**
   * Creates a rewriter.
   *
   * @param sound makes a sound expression of a CAST
   */
  TriedCasts(RexBuilder rexBuilder, UnaryOperator<RexNode> sound) {
    super(rexBuilder);
    this.sound = sound;
  }

  /** Returns the value of a TRY_CAST by such steps; any other call unchanged. */
  RexNode rewrite(RexCall call) {
    if (call.getKind() != SqlKind.SAFE_CAST) {
      return call;
    }
    RexNode operand = call.getOperands().get(0);
    RexNode cast =
        rexBuilder.makeCall(call.getType(), SqlStdOperatorTable.CAST, call.getOperands());
    return tried(sound.apply(cast), operand);
  }

  private RexNode tried(RexNode step, RexNode operand) {
    if (!(step instanceof RexCall call) || step.equals(operand)) {
      return step;
    }
    List<RexNode> operands = new ArrayList<>();
    call.getOperands().forEach(part -> operands.add(tried(part, operand)));
    RelDataType type = types.createTypeWithNullability(call.getType(), true);
    if (call.getKind() == SqlKind.CAST) {
      return rexBuilder.makeCall(type, SqlLibraryOperators.SAFE_CAST, operands);
    }
    return call.getOperator() instanceof SqlFunction function
        ? rexBuilder.makeCall(type, TriedFunction.of(function), operands)
        : call.clone(type, operands);
  }
}
