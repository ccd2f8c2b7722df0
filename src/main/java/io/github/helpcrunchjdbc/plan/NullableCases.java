package io.github.helpcrunchjdbc.plan;

import java.util.ArrayList;
import java.util.List;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.core.Filter;
import org.apache.calcite.rel.core.Join;
import org.apache.calcite.rel.type.RelDataTypeFactory;
import org.apache.calcite.rex.RexCall;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.sql.SqlKind;

/**
 * COALESCE comes as CASE WHEN x IS NOT NULL THEN CAST(x AS NOT NULL): that claim holds only there,
 * but Calcite's simplification of conditions takes it out of the CASE and believes it of every row.
 * Without it, types say what is so.
 */
final class NullableCases extends Retyping {
  private NullableCases(RelDataTypeFactory types) {
    super(types);
  }

  static RelNode of(RelNode root) {
    NullableCases shuttle = new NullableCases(root.getCluster().getTypeFactory());
    return Expressions.rewrite(root, rel -> rel instanceof Filter || rel instanceof Join, shuttle);
  }

  @Override
  public RexNode visitCall(RexCall call) {
    RexNode visited = super.visitCall(call);
    if (!(visited instanceof RexCall result) || result.getKind() != SqlKind.CASE) {
      return visited;
    }
    List<RexNode> operands = new ArrayList<>();
    boolean stripped = false;
    boolean nullable = false;
    int last = result.getOperands().size() - 1;
    for (int i = 0; i <= last; i++) {
      RexNode operand = result.getOperands().get(i);
      RexNode plain = withoutClaim(operand);
      stripped |= !plain.equals(operand);
      nullable |= (i % 2 == 1 || i == last) && plain.getType().isNullable();
      operands.add(plain);
    }
    return stripped ? withNullability(result.clone(result.getType(), operands), nullable) : result;
  }

  private RexNode withoutClaim(RexNode node) {
    if (node.getKind() != SqlKind.CAST || node.getType().isNullable()) {
      return node;
    }
    RexNode inner = ((RexCall) node).getOperands().get(0);
    return inner.getType().isNullable() && areSameButForNull(inner.getType(), node.getType())
        ? inner
        : node;
  }
}
