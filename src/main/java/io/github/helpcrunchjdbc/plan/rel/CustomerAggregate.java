package io.github.helpcrunchjdbc.plan.rel;

import io.github.helpcrunchjdbc.read.Aggregate;
import java.util.List;
import org.apache.calcite.plan.Convention;
import org.apache.calcite.plan.RelTraitSet;
import org.apache.calcite.rel.AbstractRelNode;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.RelWriter;
import org.apache.calcite.rel.metadata.RelMetadataQuery;
import org.apache.calcite.rel.type.RelDataType;

/** Aggregates that the service answers without giving rows, over a scan that is exact. */
public final class CustomerAggregate extends AbstractRelNode {
  private final CustomerScan scan;
  private final List<Aggregate> aggregates;

  CustomerAggregate(CustomerScan scan, List<Aggregate> aggregates, RelDataType rowType) {
    super(scan.getCluster(), scan.getCluster().traitSetOf(Convention.NONE));
    this.scan = scan;
    this.aggregates = List.copyOf(aggregates);
    this.rowType = rowType;
  }

  public CustomerScan scan() {
    return scan;
  }

  List<Aggregate> aggregates() {
    return aggregates;
  }

  @Override
  public RelWriter explainTerms(RelWriter writer) {
    return super.explainTerms(writer)
        .item("aggregates", aggregates)
        .item("type", rowType)
        .item("scan", scan.getDigest());
  }

  @Override
  public double estimateRowCount(RelMetadataQuery mq) {
    return 1;
  }

  @Override
  public RelNode copy(RelTraitSet traitSet, List<RelNode> inputs) {
    return this;
  }
}
