package io.github.helpcrunchjdbc.plan.calcite.value;

import java.util.List;
import org.apache.calcite.rex.RexBuilder;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlOperator;
import org.apache.calcite.sql.type.SqlTypeName;

/**
 * Casts a TIMESTAMP that is compared with a TIMESTAMP WITH LOCAL TIME ZONE to one, for {@link
 * FixedRexBuilder}. Calcite 1.42.0 compares the milliseconds of the clock with those since 1970; no
 * issue known on 2026-11-28.
 */
final class ComparedInstants {
  private ComparedInstants() {}

  /** Returns a call's operands, with such casts if the call compares them. */
  static List<RexNode> of(RexBuilder rexBuilder, SqlOperator operator, List<RexNode> operands) {
    boolean compares =
        SqlKind.COMPARISON.contains(operator.getKind())
            || operator.getKind() == SqlKind.IS_DISTINCT_FROM
            || operator.getKind() == SqlKind.IS_NOT_DISTINCT_FROM;
    RexNode instant =
        operands.stream()
            .filter(one -> is(one, SqlTypeName.TIMESTAMP_WITH_LOCAL_TIME_ZONE))
            .findFirst()
            .orElse(null);
    return !compares || instant == null
        ? operands
        : operands.stream()
            .map(
                one ->
                    is(one, SqlTypeName.TIMESTAMP)
                        ? rexBuilder.ensureType(instant.getType(), one, true)
                        : one)
            .toList();
  }

  private static boolean is(RexNode node, SqlTypeName type) {
    return node.getType().getSqlTypeName() == type;
  }
}
