package io.github.helpcrunchjdbc.plan.calcite.query;

import org.apache.calcite.plan.RelOptPredicateList;
import org.apache.calcite.rel.RelHomogeneousShuttle;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.core.Join;
import org.apache.calcite.rex.RexBuilder;
import org.apache.calcite.rex.RexCall;
import org.apache.calcite.rex.RexInputRef;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.rex.RexShuttle;
import org.apache.calcite.rex.RexUtil;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.fun.SqlStdOperatorTable;

/**
 * Makes joins whose keys are never NULL on one side compare the keys with =, which can be sent to
 * the service, for {@link Decorrelation}, which names the defects. Mends nothing itself.
 */
final class EqualKeys extends RelHomogeneousShuttle {
  @Override
  public RelNode visit(RelNode other) {
    RelNode visited = super.visit(other);
    return visited instanceof Join join
        ? join.accept(
            new RexShuttle() {
              @Override
              public RexNode visitCall(RexCall call) {
                return call.isA(SqlKind.IS_NOT_DISTINCT_FROM)
                        && call.getOperands().stream().anyMatch(key -> isNeverNull(join, key))
                    ? join.getCluster()
                        .getRexBuilder()
                        .makeCall(SqlStdOperatorTable.EQUALS, call.getOperands())
                    : call.isA(SqlKind.AND) ? super.visitCall(call) : call;
              }
            })
        : visited;
  }

  private static boolean isNeverNull(Join join, RexNode key) {
    if (!key.getType().isNullable()) {
      return true;
    }
    if (!(key instanceof RexInputRef column)) {
      return false;
    }
    int width = join.getLeft().getRowType().getFieldCount();
    boolean isLeft = column.getIndex() < width;
    RelNode side = isLeft ? join.getLeft() : join.getRight();
    RexBuilder rexBuilder = join.getCluster().getRexBuilder();
    RelOptPredicateList known = join.getCluster().getMetadataQuery().getPulledUpPredicates(side);
    RexNode isNotNull =
        rexBuilder.makeCall(
            SqlStdOperatorTable.IS_NOT_NULL, isLeft ? key : RexUtil.shift(key, -width));
    return known.pulledUpPredicates.contains(isNotNull);
  }
}
