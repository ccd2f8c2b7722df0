package io.github.helpcrunchjdbc.plan.rel.totals;

import io.github.helpcrunchjdbc.plan.exec.operator.QueryContext;
import io.github.helpcrunchjdbc.plan.exec.operator.RowsProgram;
import io.github.helpcrunchjdbc.plan.exec.scan.SharedScan;
import io.github.helpcrunchjdbc.plan.rel.scan.CustomerScan;
import io.github.helpcrunchjdbc.plan.rel.scan.EnumerableRows;
import io.github.helpcrunchjdbc.plan.rel.scan.ScanConverter;
import io.github.helpcrunchjdbc.plan.rel.scan.SendsRequests;
import org.apache.calcite.plan.RelOptCost;
import org.apache.calcite.plan.RelOptPlanner;
import org.apache.calcite.rel.RelWriter;
import org.apache.calcite.rel.metadata.RelMetadataQuery;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rel.type.RelDataTypeFactory;
import org.apache.calcite.sql.SqlExplainLevel;
import org.apache.calcite.sql.type.SqlTypeName;
import org.jspecify.annotations.Nullable;

/**
 * Numbers of a scan's rows: counts, extremes and the like. This node is executable from the start,
 * since there is only one way to execute it.
 */
public final class EnumerableCustomerTotals extends EnumerableRows implements SendsRequests {
  private final CustomerScan scan;
  private final TotalsShape shape;
  private final @Nullable SharedScan shared;

  public EnumerableCustomerTotals(CustomerScan scan, TotalsShape shape, RelDataType rowType) {
    this(scan, shape, rowType, null);
  }

  /** Returns a node whose columns have these names and are BIGINT. */
  static EnumerableCustomerTotals ofNumbers(
      CustomerScan scan, TotalsShape shape, String... columns) {
    RelDataTypeFactory.Builder row = scan.getCluster().getTypeFactory().builder();
    for (String column : columns) {
      row.add(column, SqlTypeName.BIGINT);
    }
    return new EnumerableCustomerTotals(scan, shape, row.build());
  }

  private EnumerableCustomerTotals(
      CustomerScan scan, TotalsShape shape, RelDataType rowType, @Nullable SharedScan shared) {
    super(scan.getCluster());
    this.scan = scan;
    this.shape = shape;
    this.rowType = rowType;
    this.shared = shared;
  }

  /** Returns this node, which reads rows together with other places of the plan. */
  public EnumerableCustomerTotals sharing(SharedScan source) {
    return new EnumerableCustomerTotals(scan, shape, rowType, source);
  }

  public CustomerScan scan() {
    return scan;
  }

  public TotalsShape shape() {
    return shape;
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
  protected RowsProgram rowsProgram() {
    RowsProgram program = shape.compile(scan, shared);
    return context ->
        QueryContext.execution(context).budget().whileAllNeeded(() -> program.enumerator(context));
  }
}
