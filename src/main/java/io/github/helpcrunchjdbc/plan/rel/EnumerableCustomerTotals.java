package io.github.helpcrunchjdbc.plan.rel;

import io.github.helpcrunchjdbc.plan.exec.RowsProgram;
import org.apache.calcite.plan.RelOptCost;
import org.apache.calcite.plan.RelOptPlanner;
import org.apache.calcite.rel.RelWriter;
import org.apache.calcite.rel.metadata.RelMetadataQuery;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.sql.SqlExplainLevel;

/**
 * Numbers of the rows of a scan. It is executable as it is, since there is but one way to execute
 * it.
 */
public final class EnumerableCustomerTotals extends EnumerableRows {
  private final CustomerScan scan;
  private final TotalsShape shape;

  EnumerableCustomerTotals(CustomerScan scan, TotalsShape shape, RelDataType rowType) {
    super(scan.getCluster());
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
    RelWriter numbers = super.explainTerms(writer).item("numbers", shape);
    return writer.getDetailLevel() == SqlExplainLevel.DIGEST_ATTRIBUTES
        ? numbers.item("type", rowType).item("scan", scan.getDigest())
        : ScanConverter.rows(scan).explainSearches(numbers.item("by", shape.explain()));
  }

  @Override
  public double estimateRowCount(RelMetadataQuery mq) {
    return shape.rows();
  }

  @Override
  public RelOptCost computeSelfCost(RelOptPlanner planner, RelMetadataQuery mq) {
    return planner.getCostFactory().makeTinyCost();
  }

  @Override
  RowsProgram rowsProgram() {
    return shape.compile(scan);
  }
}
