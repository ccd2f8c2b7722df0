package io.github.helpcrunchjdbc.plan.rel;

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
import org.apache.calcite.plan.RelOptCost;
import org.apache.calcite.plan.RelOptPlanner;
import org.apache.calcite.plan.RelTraitSet;
import org.apache.calcite.rel.AbstractRelNode;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.RelWriter;
import org.apache.calcite.rel.metadata.RelMetadataQuery;

/** Numbers of the rows of a scan, ready to be asked for. */
final class EnumerableCustomerTotals extends AbstractRelNode implements EnumerableRel {
  private final CustomerTotals totals;

  EnumerableCustomerTotals(CustomerTotals totals) {
    super(totals.getCluster(), totals.getCluster().traitSetOf(EnumerableConvention.INSTANCE));
    this.totals = totals;
    this.rowType = totals.getRowType();
  }

  CustomerTotals totals() {
    return totals;
  }

  @Override
  public RelWriter explainTerms(RelWriter writer) {
    return ScanConverter.rows(totals.scan())
        .explainSearches(
            super.explainTerms(writer)
                .item("numbers", totals.shape())
                .item("by", totals.shape().explain()));
  }

  @Override
  public double estimateRowCount(RelMetadataQuery mq) {
    return totals.shape().rows();
  }

  @Override
  public RelOptCost computeSelfCost(RelOptPlanner planner, RelMetadataQuery mq) {
    return planner.getCostFactory().makeTinyCost();
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
            Expressions.call(
                implementor.stash(totals.shape().compile(totals.scan()), RowsProgram.class),
                "run",
                DataContext.ROOT)));
  }
}
