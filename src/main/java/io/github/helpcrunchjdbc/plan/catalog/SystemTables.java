package io.github.helpcrunchjdbc.plan.catalog;

import io.github.helpcrunchjdbc.plan.rex.CustomerTypes;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import org.apache.calcite.rel.type.RelDataTypeField;
import org.apache.calcite.schema.SchemaPlus;
import org.apache.calcite.schema.Table;
import org.apache.calcite.schema.lookup.LikePattern;
import org.jspecify.annotations.Nullable;

/** Lists the catalogue's own tables for TABLES and COLUMNS of INFORMATION_SCHEMA. */
final class SystemTables {
  private static final String KIND = "SYSTEM VIEW";

  private SystemTables() {}

  /** Returns rows of INFORMATION_SCHEMA.TABLES. */
  static List<List<@Nullable Object>> tables(List<SchemaPlus> schemas) {
    List<List<@Nullable Object>> rows = new ArrayList<>();
    for (SchemaPlus schema : schemas) {
      for (String name : names(schema)) {
        rows.add(Arrays.asList(null, schema.getName(), name, KIND, "NO", "NO", null));
      }
    }
    return rows;
  }

  /**
   * Returns rows of INFORMATION_SCHEMA.COLUMNS.
   *
   * @param width how many columns INFORMATION_SCHEMA.COLUMNS has
   * @param updatable the index of IS_UPDATABLE, behind IS_GENERATED
   */
  static List<List<@Nullable Object>> columns(List<SchemaPlus> schemas, int width, int updatable) {
    List<List<@Nullable Object>> rows = new ArrayList<>();
    for (SchemaPlus schema : schemas) {
      for (String name : names(schema)) {
        Table table = Objects.requireNonNull(schema.tables().get(name));
        for (RelDataTypeField column : table.getRowType(new CustomerTypes()).getFieldList()) {
          @Nullable Object[] row = new Object[width];
          row[1] = schema.getName();
          row[2] = name;
          row[3] = column.getName();
          row[4] = column.getIndex() + 1;
          row[6] = column.getType().isNullable() ? "YES" : "NO";
          row[7] = column.getType().getSqlTypeName().getName();
          row[updatable - 1] = "NEVER";
          row[updatable] = "NO";
          rows.add(Arrays.asList(row));
        }
      }
    }
    return rows;
  }

  private static Set<String> names(SchemaPlus schema) {
    return new TreeSet<>(schema.tables().getNames(LikePattern.any()));
  }
}
