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

/** A table of customers, or of elements of their lists. Its scan takes in what stands above it. */
public final class CustomersTable extends AbstractTable implements TranslatableTable {
  private final ScanContext context;
  private final TableDef table;
  private final List<ColumnDef> customers;
  private final Consumer<RelOptPlanner> foreignRules;

  /**
   * Creates a table.
   *
   * @param customers the table of customers, which is read for this table's rows
   * @param foreignRules gives the planner of another Calcite the rules by which scans take in what
   *     stands above
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

  /** Returns the columns of customers that the table's rows are made of, with the list of tags. */
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
      // Another Calcite plans here; its planner lacks the rules by which a scan takes in what
      // stands above it.
      foreignRules.accept(cluster.getPlanner());
    }
    return LogicalTableScan.create(cluster, relOptTable, List.of());
  }
}
