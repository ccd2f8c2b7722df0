package io.github.helpcrunchjdbc.plan.rel;

import io.github.helpcrunchjdbc.plan.exec.AggregateProgram;
import io.github.helpcrunchjdbc.plan.exec.CachedAggregates;
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

/** Aggregates of a scan, ready to be executed. */
final class EnumerableCustomerAggregate extends AbstractRelNode implements EnumerableRel {
  private final CustomerAggregate aggregate;
  private final EnumerableCustomerScan scan;

  EnumerableCustomerAggregate(CustomerAggregate aggregate, EnumerableCustomerScan scan) {
    super(aggregate.getCluster(), aggregate.getCluster().traitSetOf(EnumerableConvention.INSTANCE));
    this.aggregate = aggregate;
    this.scan = scan;
    this.rowType = aggregate.getRowType();
  }

  /** The scan that is counted. */
  EnumerableCustomerScan scan() {
    return scan;
  }

  @Override
  public RelWriter explainTerms(RelWriter writer) {
    return scan.explainSearches(
        super.explainTerms(writer)
            .item("aggregates", aggregate.aggregates())
            .item("type", rowType));
  }

  @Override
  public double estimateRowCount(RelMetadataQuery mq) {
    return 1;
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
    AggregateProgram program =
        new AggregateProgram(
            scan.program(),
            aggregate.aggregates(),
            aggregate.scan().context().aggregates(),
            CachedAggregates.compile(
                getCluster().getRexBuilder(),
                aggregate.scan().spec(),
                aggregate.scan().columns(),
                aggregate.scan().context(),
                aggregate.aggregates()));
    return implementor.result(
        type,
        Blocks.toBlock(
            Expressions.call(
                implementor.stash(program, AggregateProgram.class), "run", DataContext.ROOT)));
  }
}
