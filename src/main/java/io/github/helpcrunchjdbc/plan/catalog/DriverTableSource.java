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
import org.apache.calcite.schema.TranslatableTable;
import org.apache.calcite.schema.impl.AbstractTable;
import org.apache.calcite.sql.type.SqlTypeName;

/** A table about the driver, as SQL sees it. */
final class DriverTableSource extends AbstractTable implements TranslatableTable {
  private final DriverTable table;
  private final WallClock clock;

  /**
   * A table.
   *
   * @param clock on whose face times are shown
   */
  DriverTableSource(DriverTable table, WallClock clock) {
    this.table = table;
    this.clock = clock;
  }

  @Override
  public RelDataType getRowType(RelDataTypeFactory factory) {
    RelDataTypeFactory.Builder row = factory.builder();
    for (DriverTable.Column column : table.columns()) {
      row.add(column.name(), factory.createTypeWithNullability(type(factory, column.type()), true));
    }
    return row.build();
  }

  private static RelDataType type(RelDataTypeFactory factory, ColumnType.Sql type) {
    SqlTypeName name = SqlTypeName.valueOf(type.name());
    return type.isTime()
        ? factory.createSqlType(name, type.precision())
        : factory.createSqlType(name);
  }

  @Override
  public RelNode toRel(RelOptTable.ToRelContext context, RelOptTable relOptTable) {
    return new EnumerableDriverRows(
        context.getCluster(), relOptTable.getRowType(), new DriverRows(table, clock));
  }
}
