package io.github.helpcrunchjdbc.plan.rel;

import io.github.helpcrunchjdbc.plan.exec.DriverRows;
import io.github.helpcrunchjdbc.plan.exec.RowsProgram;
import java.util.List;
import org.apache.calcite.DataContext;
import org.apache.calcite.adapter.enumerable.EnumerableConvention;
import org.apache.calcite.adapter.enumerable.EnumerableRel;
import org.apache.calcite.adapter.enumerable.EnumerableRelImplementor;
import org.apache.calcite.adapter.enumerable.PhysType;
import org.apache.calcite.adapter.enumerable.PhysTypeImpl;
import org.apache.calcite.linq4j.tree.Blocks;
import org.apache.calcite.linq4j.tree.Expressions;
import org.apache.calcite.plan.RelOptCluster;
import org.apache.calcite.plan.RelTraitSet;
import org.apache.calcite.rel.AbstractRelNode;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.RelWriter;
import org.apache.calcite.rel.metadata.RelMetadataQuery;
import org.apache.calcite.rel.type.RelDataType;

/** The rows of a table about the driver, which are read at execution and never at planning. */
public final class EnumerableDriverRows extends AbstractRelNode implements EnumerableRel {
  private static final double USUAL_ROWS = 100;

  private final DriverRows rows;

  /** Rows of that type. */
  public EnumerableDriverRows(RelOptCluster cluster, RelDataType type, DriverRows rows) {
    super(cluster, cluster.traitSetOf(EnumerableConvention.INSTANCE));
    this.rowType = type;
    this.rows = rows;
  }

  @Override
  public RelWriter explainTerms(RelWriter writer) {
    return super.explainTerms(writer).item("table", rows.table().name());
  }

  @Override
  public double estimateRowCount(RelMetadataQuery mq) {
    return USUAL_ROWS;
  }

  @Override
  public RelNode copy(RelTraitSet traitSet, List<RelNode> inputs) {
    return this;
  }

  @Override
  public Result implement(EnumerableRelImplementor implementor, Prefer prefer) {
    PhysType type =
        PhysTypeImpl.of(implementor.getTypeFactory(), getRowType(), prefer.preferArray());
    return implementor.result(
        type,
        Blocks.toBlock(
            Expressions.call(implementor.stash(rows, RowsProgram.class), "run", DataContext.ROOT)));
  }
}
