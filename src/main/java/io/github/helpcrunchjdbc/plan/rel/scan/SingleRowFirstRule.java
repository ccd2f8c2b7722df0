package io.github.helpcrunchjdbc.plan.rel.scan;

import io.github.helpcrunchjdbc.plan.rex.ConstructedRule;
import io.github.helpcrunchjdbc.plan.rex.Expressions;
import java.util.ArrayList;
import java.util.List;
import org.apache.calcite.plan.RelOptRuleCall;
import org.apache.calcite.plan.RelOptUtil;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.core.Join;
import org.apache.calcite.rel.core.JoinRelType;
import org.apache.calcite.rel.logical.LogicalCorrelate;
import org.apache.calcite.rel.metadata.RelMetadataQuery;
import org.apache.calcite.rex.RexInputRef;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.util.ImmutableBitSet;

/**
 * Makes a join with a relation of at most one row, as EXISTS makes it, read that row first. If it
 * is missing, nothing else is read.
 */
public final class SingleRowFirstRule extends ConstructedRule {
  public static final SingleRowFirstRule INSTANCE = new SingleRowFirstRule();

  private SingleRowFirstRule() {
    super("HelpCrunchSingleRowFirst", top -> top.operand(Join.class).anyInputs());
  }

  @Override
  public boolean matches(RelOptRuleCall call) {
    Join join = call.rel(0);
    return join.getJoinType() == JoinRelType.INNER
        && join.getCondition().isAlwaysTrue()
        && isAtMostOne(join.getRight(), call.getMetadataQuery())
        && !isAtMostOne(join.getLeft(), call.getMetadataQuery());
  }

  private static boolean isAtMostOne(RelNode rel, RelMetadataQuery mq) {
    Double most = mq.getMaxRowCount(rel);
    return (most != null && most <= 1)
        || Boolean.TRUE.equals(mq.areColumnsUnique(rel, ImmutableBitSet.of()));
  }

  @Override
  public void onMatch(RelOptRuleCall call) {
    Join join = call.rel(0);
    RelNode single = join.getRight();
    RelNode rows = join.getLeft();
    RelNode correlate =
        LogicalCorrelate.create(
            single,
            rows,
            join.getHints(),
            join.getCluster().createCorrel(),
            ImmutableBitSet.of(),
            JoinRelType.INNER);
    int left = join.getLeft().getRowType().getFieldCount();
    int right = join.getRight().getRowType().getFieldCount();
    List<RexNode> fields = new ArrayList<>();
    for (int i = 0; i < left + right; i++) {
      fields.add(RexInputRef.of((i + right) % (left + right), correlate.getRowType()));
    }
    RelNode project = Expressions.project(correlate, fields, join.getRowType().getFieldNames());
    call.transformTo(RelOptUtil.createCastRel(project, join.getRowType(), true));
  }
}
