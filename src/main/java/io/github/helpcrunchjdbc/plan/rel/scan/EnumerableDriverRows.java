package io.github.helpcrunchjdbc.plan.rel.scan;

import io.github.helpcrunchjdbc.plan.exec.operator.RowsProgram;
import io.github.helpcrunchjdbc.plan.exec.scan.DriverRows;
import org.apache.calcite.plan.RelOptCluster;
import org.apache.calcite.rel.RelWriter;
import org.apache.calcite.rel.metadata.RelMetadataQuery;
import org.apache.calcite.rel.type.RelDataType;

/** The rows of a table about the driver. They are made at execution, never at planning. */
public final class EnumerableDriverRows extends EnumerableRows {
  private static final double USUAL_ROWS = 100;

  private final DriverRows rows;

  public EnumerableDriverRows(RelOptCluster cluster, RelDataType type, DriverRows rows) {
    super(cluster);
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
  protected RowsProgram rowsProgram() {
    return rows;
  }
}
