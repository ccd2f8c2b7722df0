package io.github.helpcrunchjdbc.plan.rel.join;

import io.github.helpcrunchjdbc.plan.exec.expression.Residual;
import io.github.helpcrunchjdbc.plan.exec.join.ExpansionProgram;
import io.github.helpcrunchjdbc.plan.exec.join.ExpansionShape;
import java.util.List;
import org.apache.calcite.adapter.enumerable.EnumerableConvention;
import org.apache.calcite.adapter.enumerable.EnumerableRel;
import org.apache.calcite.adapter.enumerable.EnumerableRelImplementor;
import org.apache.calcite.plan.RelOptCost;
import org.apache.calcite.plan.RelOptPlanner;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.metadata.RelMetadataQuery;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rex.RexBuilder;
import org.apache.calcite.rex.RexNode;
import org.jspecify.annotations.Nullable;

/** The executable node of an expansion. */
public final class EnumerableExpansion extends Expansion implements EnumerableRel {
  public EnumerableExpansion(RelNode input, ExpansionShape shape) {
    super(input, shape, EnumerableConvention.INSTANCE);
  }

  @Override
  public RelOptCost computeSelfCost(RelOptPlanner planner, RelMetadataQuery mq) {
    double rows = estimateRowCount(mq);
    return planner.getCostFactory().makeCost(rows, rows, 0);
  }

  @Override
  Expansion of(RelNode input, ExpansionShape other) {
    return new EnumerableExpansion(input, other);
  }

  @Override
  public Result implement(EnumerableRelImplementor implementor, Prefer prefer) {
    ExpansionProgram program =
        new ExpansionProgram(shape(), getRowType().getFieldCount(), condition());
    return RowsInProgram.implement(this, implementor, prefer, program, ExpansionProgram.class);
  }

  private @Nullable Residual condition() {
    RexNode condition = shape().condition();
    if (condition == null) {
      return null;
    }
    RexBuilder rexBuilder = getCluster().getRexBuilder();
    RelDataType tried = shape().tried(rexBuilder.getTypeFactory(), getInput().getRowType());
    return Residual.compile(rexBuilder, List.of(condition), tried);
  }
}
