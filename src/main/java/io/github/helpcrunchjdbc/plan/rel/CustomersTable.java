package io.github.helpcrunchjdbc.plan.rel;

import io.github.helpcrunchjdbc.plan.exec.ScanContext;
import io.github.helpcrunchjdbc.plan.rex.CustomerTypes;
import io.github.helpcrunchjdbc.search.Column;
import io.github.helpcrunchjdbc.search.CustomerColumns;
import java.util.List;
import org.apache.calcite.plan.RelOptCluster;
import org.apache.calcite.plan.RelOptTable;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.logical.LogicalTableScan;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rel.type.RelDataTypeFactory;
import org.apache.calcite.schema.Statistic;
import org.apache.calcite.schema.Statistics;
import org.apache.calcite.schema.TranslatableTable;
import org.apache.calcite.schema.impl.AbstractTable;
import org.apache.calcite.util.ImmutableBitSet;

/** The table {@code customers}: a scan of it takes in what stands above. */
public final class CustomersTable extends AbstractTable implements TranslatableTable {
  public static final String NAME = "customers";

  private final ScanContext context;
  private final List<Column> columns;

  public CustomersTable(ScanContext context, List<Column> columns) {
    this.context = context;
    this.columns = columns;
  }

  ScanContext context() {
    return context;
  }

  List<Column> columns() {
    return columns;
  }

  @Override
  public RelDataType getRowType(RelDataTypeFactory typeFactory) {
    return CustomerTypes.rowType(typeFactory, columns());
  }

  @Override
  public Statistic getStatistic() {
    int id = columns().indexOf(CustomerColumns.ID);
    return Statistics.of(
        (double) context.knowledge().estimator().customers(), List.of(ImmutableBitSet.of(id)));
  }

  @Override
  public RelNode toRel(RelOptTable.ToRelContext toRelContext, RelOptTable relOptTable) {
    RelOptCluster cluster = toRelContext.getCluster();
    if (!(cluster.getTypeFactory() instanceof CustomerTypes)) {
      // Another Calcite plans here, which has to be told how a scan takes in what stands above it.
      ForeignPlanner.teach(cluster.getPlanner());
    }
    return LogicalTableScan.create(cluster, relOptTable, List.of());
  }
}
