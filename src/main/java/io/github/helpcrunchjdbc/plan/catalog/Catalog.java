package io.github.helpcrunchjdbc.plan.catalog;

import com.google.common.base.Splitter;
import io.github.helpcrunchjdbc.plan.exec.scan.DriverTable;
import io.github.helpcrunchjdbc.plan.exec.scan.ScanContext;
import io.github.helpcrunchjdbc.plan.pushdown.Knowledge;
import io.github.helpcrunchjdbc.search.ColumnDef;
import io.github.helpcrunchjdbc.search.ColumnType;
import io.github.helpcrunchjdbc.search.CustomField;
import io.github.helpcrunchjdbc.search.TableDef;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.apache.calcite.schema.SchemaPlus;
import org.apache.calcite.schema.impl.AbstractSchema;
import org.jspecify.annotations.Nullable;

/**
 * The tables about the tables themselves ({@code INFORMATION_SCHEMA.TABLES}, {@code
 * INFORMATION_SCHEMA.COLUMNS}, {@code helpcrunch_meta.columns} and {@code custom_fields}) and about
 * the driver. They send no request once the account's own attributes are known.
 */
public final class Catalog {
  private static final int DECIMAL = 10;

  private static final String TABLES =
      "TABLE_CATALOG TABLE_SCHEMA TABLE_NAME TABLE_TYPE IS_INSERTABLE_INTO IS_TYPED REMARKS";
  private static final String COLUMNS =
      "TABLE_CATALOG TABLE_SCHEMA TABLE_NAME COLUMN_NAME ORDINAL_POSITION:INTEGER COLUMN_DEFAULT"
          + " IS_NULLABLE DATA_TYPE CHARACTER_MAXIMUM_LENGTH:INTEGER CHARACTER_OCTET_LENGTH:INTEGER"
          + " NUMERIC_PRECISION:INTEGER NUMERIC_PRECISION_RADIX:INTEGER NUMERIC_SCALE:INTEGER"
          + " DATETIME_PRECISION:INTEGER CHARACTER_SET_NAME IS_GENERATED IS_UPDATABLE REMARKS";
  private static final String PUSHDOWN =
      "TABLE_SCHEMA TABLE_NAME COLUMN_NAME DATA_TYPE OPERATORS VERDICTS SORTABLE REMARKS";

  private static final String CUSTOM_FIELDS =
      "key columnName type percent:INTEGER customers:INTEGER source";

  private Catalog() {}

  public static void addTo(SchemaPlus root, ScanContext scans) {
    Supplier<List<TableDef>> tables = scans.tables();
    Knowledge knowledge = scans.knowledge();
    SchemaPlus standard = root.add("INFORMATION_SCHEMA", new AbstractSchema());
    SchemaPlus meta = root.add("helpcrunch_meta", new AbstractSchema());
    List<SchemaPlus> system = List.of(standard, meta);
    List<DriverTable> aboutTables =
        List.of(
            new DriverTable("TABLES", TABLES, () -> tables(tables.get(), system)),
            new DriverTable("COLUMNS", COLUMNS, () -> columns(tables.get(), system)));
    Stream.concat(aboutTables.stream(), StandardTables.of(tables))
        .forEach(table -> DriverTableSource.add(standard, table, knowledge.clock()));
    List<DriverTable> aboutColumns =
        List.of(
            new DriverTable("columns", PUSHDOWN, () -> pushdown(tables.get(), knowledge)),
            new DriverTable("custom_fields", CUSTOM_FIELDS, () -> customFields(tables.get())));
    Stream.concat(aboutColumns.stream(), scans.about().tables().stream())
        .forEach(table -> DriverTableSource.add(meta, table, knowledge.clock()));
  }

  private static List<List<@Nullable Object>> tables(
      List<TableDef> tables, List<SchemaPlus> system) {
    List<List<@Nullable Object>> rows = new ArrayList<>();
    for (TableDef table : tables) {
      rows.add(row(null, TableDef.SCHEMA, table.name(), "BASE TABLE", "NO", "NO", table.remark()));
    }
    rows.addAll(SystemTables.tables(system));
    return rows;
  }

  private static List<List<@Nullable Object>> columns(
      List<TableDef> tables, List<SchemaPlus> system) {
    List<List<@Nullable Object>> rows = new ArrayList<>();
    for (TableDef table : tables) {
      int ordinal = 0;
      for (ColumnDef column : table.visible()) {
        rows.add(column(table, column, ++ordinal));
      }
    }
    List<String> names = Splitter.on(' ').splitToList(COLUMNS);
    rows.addAll(SystemTables.columns(system, names.size(), names.indexOf("IS_UPDATABLE")));
    return rows;
  }

  private static List<@Nullable Object> column(TableDef table, ColumnDef column, int ordinal) {
    ColumnType.Sql type = column.type().sql();
    return row(
        null,
        TableDef.SCHEMA,
        table.name(),
        column.name(),
        ordinal,
        null,
        column.isRequired() ? "NO" : "YES",
        type.name(),
        null,
        null,
        type.isNumber() ? type.precision() : null,
        type.isNumber() ? DECIMAL : null,
        type.isNumber() ? type.scale() : null,
        type.isTime() ? type.precision() : null,
        type == ColumnType.Sql.VARCHAR ? "UTF-8" : null,
        "NEVER",
        "NO",
        column.remark());
  }

  private static List<List<@Nullable Object>> pushdown(List<TableDef> tables, Knowledge knowledge) {
    List<List<@Nullable Object>> rows = new ArrayList<>();
    for (TableDef table : tables) {
      for (ColumnDef column : table.columns()) {
        List<String> operators = ColumnVerdicts.operators(column);
        rows.add(
            row(
                TableDef.SCHEMA,
                table.name(),
                column.name(),
                column.type().sql().name(),
                operators.isEmpty() ? null : String.join(", ", operators),
                ColumnVerdicts.of(column, knowledge),
                column.isSortable() ? "YES" : "NO",
                column.remark()));
      }
    }
    return rows;
  }

  /**
   * Returns a row for each of the account's own attributes. For a declared attribute it is unknown
   * how many customers have it.
   */
  private static List<List<@Nullable Object>> customFields(List<TableDef> tables) {
    List<List<@Nullable Object>> rows = new ArrayList<>();
    for (ColumnDef column : tables.get(0).columns()) {
      CustomField field = column.custom();
      if (field != null) {
        rows.add(
            row(
                field.key(),
                column.name(),
                column.type().sql().name(),
                field.isDeclared() ? null : field.percent(),
                field.isDeclared() ? null : field.sampled(),
                field.isDeclared() ? "declared" : "sample"));
      }
    }
    return rows;
  }

  private static List<@Nullable Object> row(@Nullable Object... values) {
    return Arrays.asList(values);
  }
}
