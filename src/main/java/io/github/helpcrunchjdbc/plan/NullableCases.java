package io.github.helpcrunchjdbc.plan;

import java.util.ArrayList;
import java.util.List;
import org.apache.calcite.rel.RelHomogeneousShuttle;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.type.RelDataTypeFactory;
import org.apache.calcite.rex.RexCall;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.rex.RexShuttle;
import org.apache.calcite.sql.SqlKind;

/**
 * COALESCE comes as CASE WHEN x IS NOT NULL THEN CAST(x AS NOT NULL): that claim holds only there,
 * but Calcite's simplification takes it out of the CASE and believes it of every row. Without it,
 * types say what is so.
 */
final class NullableCases extends RexShuttle {
  private final RelDataTypeFactory types;

  private NullableCases(RelDataTypeFactory types) {
    this.types = types;
  }

  static RelNode of(RelNode root) {
    NullableCases shuttle = new NullableCases(root.getCluster().getTypeFactory());
    return root.accept(
        new RelHomogeneousShuttle() {
          @Override
          public RelNode visit(RelNode other) {
            return super.visit(other).accept(shuttle);
          }
        });
  }

  @Override
  public RexNode visitCall(RexCall call) {
    RexNode visited = super.visitCall(call);
    if (!(visited instanceof RexCall result) || result.getKind() != SqlKind.CASE) {
      return visited;
    }
    List<RexNode> operands = new ArrayList<>();
    boolean stripped = false;
    for (RexNode operand : result.getOperands()) {
      RexNode plain = withoutClaim(operand);
      stripped |= !plain.equals(operand);
      operands.add(plain);
    }
    return stripped ? result.clone(result.getType(), operands) : result;
  }

  private RexNode withoutClaim(RexNode node) {
    if (node.getKind() != SqlKind.CAST || node.getType().isNullable()) {
      return node;
    }
    RexNode inner = ((RexCall) node).getOperands().get(0);
    boolean onlyClaims =
        inner.getType().isNullable()
            && types.createTypeWithNullability(inner.getType(), false).equals(node.getType());
    return onlyClaims ? inner : node;
  }
}
