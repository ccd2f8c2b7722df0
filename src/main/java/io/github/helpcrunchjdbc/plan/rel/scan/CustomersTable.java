package io.github.helpcrunchjdbc.plan.rel.scan;

import io.github.helpcrunchjdbc.plan.exec.scan.ScanContext;
import io.github.helpcrunchjdbc.plan.rex.CustomerTypes;
import io.github.helpcrunchjdbc.search.ColumnDef;
import io.github.helpcrunchjdbc.search.TableDef;
import io.github.helpcrunchjdbc.search.TagColumns;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.apache.calcite.plan.RelOptCluster;
import org.apache.calcite.plan.RelOptPlanner;
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

/**
 * A table of customers, or of what each of them has several of: a scan of it takes in what stands
 * above.
 */
public final class CustomersTable extends AbstractTable implements TranslatableTable {
  private final ScanContext context;
  private final TableDef table;
  private final List<ColumnDef> customers;
  private final Consumer<RelOptPlanner> foreignRules;

  /**
   * Creates a table.
   *
   * @param customers the table with one row a customer that is read for it
   * @param foreignRules gives the planner of another Calcite the rules that fill scans
   */
  public CustomersTable(
      ScanContext context,
      TableDef table,
      TableDef customers,
      Consumer<RelOptPlanner> foreignRules) {
    this.context = context;
    this.table = table;
    this.foreignRules = foreignRules;
    this.customers =
        Stream.concat(customers.columns().stream(), Stream.of(TagColumns.LIST)).toList();
  }

  public TableDef.Rows rows() {
    return table.rows();
  }

  /** The columns of customers from which rows of the table are made, with all lists. */
  public List<ColumnDef> customers() {
    return customers;
  }

  ScanContext context() {
    return context;
  }

  public List<ColumnDef> columns() {
    return table.columns();
  }

  @Override
  public RelDataType getRowType(RelDataTypeFactory typeFactory) {
    return CustomerTypes.rowType(typeFactory, columns());
  }

  @Override
  public Statistic getStatistic() {
    ImmutableBitSet key =
        ImmutableBitSet.of(table.primaryKey().stream().map(columns()::indexOf).toList());
    return Statistics.of(
        (double) context.knowledge().estimator().customers(),
        key.isEmpty() ? List.of() : List.of(key));
  }

  @Override
  public RelNode toRel(RelOptTable.ToRelContext toRelContext, RelOptTable relOptTable) {
    RelOptCluster cluster = toRelContext.getCluster();
    if (!(cluster.getTypeFactory() instanceof CustomerTypes)) {
      // Another Calcite plans here, which has to be told how a scan takes in what stands above it.
      foreignRules.accept(cluster.getPlanner());
    }
    return LogicalTableScan.create(cluster, relOptTable, List.of());
  }
}
