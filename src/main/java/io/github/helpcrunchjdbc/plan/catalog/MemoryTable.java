package io.github.helpcrunchjdbc.plan.catalog;

import com.google.common.base.Splitter;
import com.google.common.collect.ImmutableList;
import java.math.BigDecimal;
import java.util.List;
import java.util.function.Supplier;
import org.apache.calcite.plan.RelOptCluster;
import org.apache.calcite.plan.RelOptTable;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.logical.LogicalValues;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rel.type.RelDataTypeFactory;
import org.apache.calcite.rex.RexBuilder;
import org.apache.calcite.rex.RexLiteral;
import org.apache.calcite.schema.TranslatableTable;
import org.apache.calcite.schema.impl.AbstractTable;
import org.apache.calcite.sql.type.SqlTypeName;
import org.jspecify.annotations.Nullable;

/** A table of a few rows that are known when a query is planned. */
final class MemoryTable extends AbstractTable implements TranslatableTable {
  private final String columns;
  private final Supplier<List<List<@Nullable Object>>> rows;

  /**
   * Creates a table.
   *
   * @param columns names with spaces between; those of numbers end in {@code :int}
   * @param rows a String, Integer or null for each column
   */
  MemoryTable(String columns, Supplier<List<List<@Nullable Object>>> rows) {
    this.columns = columns;
    this.rows = rows;
  }

  @Override
  public RelDataType getRowType(RelDataTypeFactory factory) {
    RelDataTypeFactory.Builder row = factory.builder();
    for (String column : Splitter.on(' ').split(columns)) {
      SqlTypeName type = column.endsWith(":int") ? SqlTypeName.INTEGER : SqlTypeName.VARCHAR;
      row.add(column.replace(":int", ""), type).nullable(true);
    }
    return row.build();
  }

  @Override
  public RelNode toRel(RelOptTable.ToRelContext context, RelOptTable table) {
    RelOptCluster cluster = context.getCluster();
    RelDataType rowType = table.getRowType();
    ImmutableList.Builder<ImmutableList<RexLiteral>> literals = ImmutableList.builder();
    for (List<@Nullable Object> row : rows.get()) {
      ImmutableList.Builder<RexLiteral> values = ImmutableList.builder();
      for (int i = 0; i < row.size(); i++) {
        RelDataType type = rowType.getFieldList().get(i).getType();
        values.add(literal(cluster.getRexBuilder(), type, row.get(i)));
      }
      literals.add(values.build());
    }
    return LogicalValues.create(cluster, rowType, literals.build());
  }

  private static RexLiteral literal(RexBuilder builder, RelDataType type, @Nullable Object value) {
    if (value == null) {
      return builder.makeNullLiteral(type);
    }
    Object inner = value instanceof Integer number ? BigDecimal.valueOf(number) : value;
    RelDataType known = builder.getTypeFactory().createTypeWithNullability(type, false);
    return (RexLiteral) builder.makeLiteral(inner, known, false);
  }
}
