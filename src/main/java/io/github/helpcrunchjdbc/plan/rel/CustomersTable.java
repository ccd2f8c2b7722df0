package io.github.helpcrunchjdbc.plan.rel;

import io.github.helpcrunchjdbc.plan.exec.ScanContext;
import io.github.helpcrunchjdbc.plan.rex.CustomerTypes;
import io.github.helpcrunchjdbc.search.ColumnDef;
import io.github.helpcrunchjdbc.search.TableDef;
import java.util.List;
import java.util.stream.IntStream;
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

/** A table of customers: a scan of it takes in what stands above. */
public final class CustomersTable extends AbstractTable implements TranslatableTable {
  private final ScanContext context;
  private final TableDef table;

  public CustomersTable(ScanContext context, TableDef table) {
    this.context = context;
    this.table = table;
  }

  ScanContext context() {
    return context;
  }

  List<ColumnDef> columns() {
    return table.columns();
  }

  @Override
  public RelDataType getRowType(RelDataTypeFactory typeFactory) {
    return CustomerTypes.rowType(typeFactory, columns());
  }

  @Override
  public Statistic getStatistic() {
    return Statistics.of(
        (double) context.knowledge().estimator().customers(),
        IntStream.range(0, columns().size())
            .filter(index -> columns().get(index).isId())
            .mapToObj(ImmutableBitSet::of)
            .toList());
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
