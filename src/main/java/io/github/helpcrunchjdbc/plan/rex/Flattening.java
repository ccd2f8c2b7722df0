package io.github.helpcrunchjdbc.plan.rex;

import org.apache.calcite.rex.RexBuilder;
import org.apache.calcite.rex.RexCall;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.rex.RexShuttle;
import org.apache.calcite.rex.RexUtil;
import org.apache.calcite.sql.SqlKind;

/**
 * Makes an AND of ANDs one AND, and an OR of ORs one OR, at any depth. Calcite expects filters in
 * this form.
 */
public final class Flattening extends RexShuttle {
  private final RexBuilder rexBuilder;

  public Flattening(RexBuilder rexBuilder) {
    this.rexBuilder = rexBuilder;
  }

  @Override
  public RexNode visitCall(RexCall call) {
    RexNode visited = super.visitCall(call);
    return visited.isA(SqlKind.AND) || visited.isA(SqlKind.OR)
        ? RexUtil.flatten(rexBuilder, visited)
        : visited;
  }
}
