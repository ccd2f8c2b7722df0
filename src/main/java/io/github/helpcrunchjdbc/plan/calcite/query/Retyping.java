package io.github.helpcrunchjdbc.plan.calcite.query;

import io.github.helpcrunchjdbc.plan.calcite.size.LongConditions;
import org.apache.calcite.plan.Strong;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rel.type.RelDataTypeFactory;
import org.apache.calcite.rex.RexCall;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.rex.RexShuttle;
import org.apache.calcite.sql.SqlKind;

/**
 * Makes conditions nullable exactly if their operands are, for {@link FixedRelBuilder} and {@link
 * NullableCases}.
 */
public class Retyping extends RexShuttle {
  private final RelDataTypeFactory types;

  Retyping(RelDataTypeFactory types) {
    this.types = types;
  }

  @Override
  public RexNode visitCall(RexCall call) {
    RexNode visited = super.visitCall(call);
    return visited instanceof RexCall result && isNullableWithOperands(result)
        ? withNullability(
            result,
            result.getOperands().stream().map(RexNode::getType).anyMatch(RelDataType::isNullable))
        : visited;
  }

  final RexNode withNullability(RexCall call, boolean nullable) {
    return nullable == call.getType().isNullable()
        ? call
        : call.clone(types.createTypeWithNullability(call.getType(), nullable), call.getOperands());
  }

  final boolean areSameButForNull(RelDataType one, RelDataType other) {
    return types
        .createTypeWithNullability(one, true)
        .equals(types.createTypeWithNullability(other, true));
  }

  private static boolean isNullableWithOperands(RexCall call) {
    return call.isA(SqlKind.AND)
        || call.isA(SqlKind.OR)
        || LongConditions.isCondition(call)
        || (Strong.policy(call) == Strong.Policy.ANY
            && !call.isA(SqlKind.CAST)
            && !call.isA(SqlKind.ITEM));
  }
}
