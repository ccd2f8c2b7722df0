package io.github.helpcrunchjdbc.plan.rel;

import java.util.List;
import org.apache.calcite.plan.Convention;
import org.apache.calcite.plan.RelTraitSet;
import org.apache.calcite.rel.AbstractRelNode;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.RelWriter;
import org.apache.calcite.rel.metadata.RelMetadataQuery;
import org.apache.calcite.rel.type.RelDataType;

/** Numbers of the rows of a scan, by totals if that is the cheaper way. */
public final class CustomerTotals extends AbstractRelNode {
  private final CustomerScan scan;
  private final TotalsShape shape;

  CustomerTotals(CustomerScan scan, TotalsShape shape, RelDataType rowType) {
    super(scan.getCluster(), scan.getCluster().traitSetOf(Convention.NONE));
    this.scan = scan;
    this.shape = shape;
    this.rowType = rowType;
  }

  CustomerScan scan() {
    return scan;
  }

  TotalsShape shape() {
    return shape;
  }

  /** How many filters the widest of its searches has. */
  public int widestSearch() {
    return Math.max(scan.widestSearch(), shape.widestSearch(scan));
  }

  @Override
  public RelWriter explainTerms(RelWriter writer) {
    return super.explainTerms(writer)
        .item("shape", shape)
        .item("type", rowType)
        .item("scan", scan.getDigest());
  }

  @Override
  public double estimateRowCount(RelMetadataQuery mq) {
    return shape.rows();
  }

  @Override
  public RelNode copy(RelTraitSet traitSet, List<RelNode> inputs) {
    return this;
  }
}
