package io.github.helpcrunchjdbc.plan.catalog;

import io.github.helpcrunchjdbc.plan.exec.scan.DriverRows;
import io.github.helpcrunchjdbc.plan.exec.scan.DriverTable;
import io.github.helpcrunchjdbc.plan.pushdown.WallClock;
import io.github.helpcrunchjdbc.plan.rel.scan.EnumerableDriverRows;
import io.github.helpcrunchjdbc.search.ColumnType;
import org.apache.calcite.plan.RelOptTable;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rel.type.RelDataTypeFactory;
import org.apache.calcite.schema.SchemaPlus;
import org.apache.calcite.schema.TranslatableTable;
import org.apache.calcite.schema.impl.AbstractTable;
import org.apache.calcite.sql.type.SqlTypeName;

/** Makes a table about the driver or its tables visible to SQL. */
final class DriverTableSource extends AbstractTable implements TranslatableTable {
  private final DriverTable table;
  private final WallClock clock;

  private DriverTableSource(DriverTable table, WallClock clock) {
    this.table = table;
    this.clock = clock;
  }

  /**
   * Adds a table to a schema.
   *
   * @param clock shows times in the connection's time zone
   */
  static void add(SchemaPlus schema, DriverTable table, WallClock clock) {
    schema.add(table.name(), new DriverTableSource(table, clock));
  }

  @Override
  public RelDataType getRowType(RelDataTypeFactory factory) {
    RelDataTypeFactory.Builder row = factory.builder();
    table
        .types()
        .forEach(
            (name, type) ->
                (type == SqlTypeName.TIMESTAMP
                        ? row.add(name, type, ColumnType.Sql.TIMESTAMP.precision())
                        : row.add(name, type))
                    .nullable(true));
    return row.build();
  }

  @Override
  public RelNode toRel(RelOptTable.ToRelContext context, RelOptTable relOptTable) {
    return new EnumerableDriverRows(
        context.getCluster(), relOptTable.getRowType(), new DriverRows(table, clock));
  }
}
