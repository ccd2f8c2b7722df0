package io.github.helpcrunchjdbc.plan.catalog;

import io.github.helpcrunchjdbc.plan.pushdown.Knowledge;
import io.github.helpcrunchjdbc.search.Column;
import io.github.helpcrunchjdbc.search.ColumnType;
import io.github.helpcrunchjdbc.search.CustomerColumns;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.apache.calcite.schema.SchemaPlus;
import org.apache.calcite.schema.impl.AbstractSchema;
import org.jspecify.annotations.Nullable;

/**
 * What can be asked about the table itself: {@code INFORMATION_SCHEMA.TABLES}, {@code
 * INFORMATION_SCHEMA.COLUMNS} and {@code helpcrunch_meta.columns}. They send no request.
 */
public final class Catalog {
  private static final String SCHEMA = "helpcrunch";
  private static final String TABLE = "customers";
  private static final int BIGINT_DIGITS = 19;
  private static final int TIMESTAMP_DIGITS = 3;
  private static final int DECIMAL = 10;

  private static final List<String> TABLES =
      List.of(
          "TABLE_CATALOG",
          "TABLE_SCHEMA",
          "TABLE_NAME",
          "TABLE_TYPE",
          "IS_INSERTABLE_INTO",
          "IS_TYPED",
          "REMARKS");
  private static final List<String> NUMBERS =
      List.of(
          "ORDINAL_POSITION",
          "CHARACTER_MAXIMUM_LENGTH",
          "CHARACTER_OCTET_LENGTH",
          "NUMERIC_PRECISION",
          "NUMERIC_PRECISION_RADIX",
          "NUMERIC_SCALE",
          "DATETIME_PRECISION");
  private static final List<String> COLUMNS =
      List.of(
          "TABLE_CATALOG",
          "TABLE_SCHEMA",
          "TABLE_NAME",
          "COLUMN_NAME",
          "ORDINAL_POSITION",
          "COLUMN_DEFAULT",
          "IS_NULLABLE",
          "DATA_TYPE",
          "CHARACTER_MAXIMUM_LENGTH",
          "CHARACTER_OCTET_LENGTH",
          "NUMERIC_PRECISION",
          "NUMERIC_PRECISION_RADIX",
          "NUMERIC_SCALE",
          "DATETIME_PRECISION",
          "CHARACTER_SET_NAME",
          "IS_GENERATED",
          "IS_UPDATABLE",
          "REMARKS");
  private static final List<String> PUSHDOWN =
      List.of("columnName", "type", "operators", "verdicts", "sortable", "remarks");

  private Catalog() {}

  /** Adds the schemas to a root schema. */
  public static void addTo(SchemaPlus root, Knowledge knowledge) {
    SchemaPlus standard = root.add("INFORMATION_SCHEMA", new AbstractSchema());
    standard.add("TABLES", new MemoryTable(TABLES, List.of(), Catalog::tables));
    standard.add("COLUMNS", new MemoryTable(COLUMNS, NUMBERS, Catalog::columns));
    root.add("helpcrunch_meta", new AbstractSchema())
        .add("columns", new MemoryTable(PUSHDOWN, List.of(), () -> pushdown(knowledge)));
  }

  private static List<List<@Nullable Object>> tables() {
    return List.of(
        row(
            null,
            SCHEMA,
            TABLE,
            "BASE TABLE",
            "NO",
            "NO",
            "The customers of the HelpCrunch account"));
  }

  private static List<List<@Nullable Object>> columns() {
    List<List<@Nullable Object>> rows = new ArrayList<>();
    for (Column column : CustomerColumns.all()) {
      boolean number = column.type() == ColumnType.INTEGER;
      boolean time = column.type() == ColumnType.DATE;
      String type = type(column);
      rows.add(
          row(
              null,
              SCHEMA,
              TABLE,
              column.name(),
              rows.size() + 1,
              null,
              column.equals(CustomerColumns.ID) ? "NO" : "YES",
              type,
              null,
              null,
              number ? BIGINT_DIGITS : null,
              number ? DECIMAL : null,
              number ? 0 : null,
              time ? TIMESTAMP_DIGITS : null,
              type.equals("VARCHAR") ? "UTF-8" : null,
              "NEVER",
              "NO",
              column.remark()));
    }
    return rows;
  }

  private static List<List<@Nullable Object>> pushdown(Knowledge knowledge) {
    List<List<@Nullable Object>> rows = new ArrayList<>();
    for (Column column : CustomerColumns.all()) {
      List<String> operators = ColumnVerdicts.operators(column);
      rows.add(
          row(
              column.name(),
              type(column),
              operators.isEmpty() ? null : String.join(", ", operators),
              ColumnVerdicts.of(column, knowledge),
              column.isSortable() ? "YES" : "NO",
              column.remark()));
    }
    return rows;
  }

  private static String type(Column column) {
    return switch (column.type()) {
      case INTEGER -> "BIGINT";
      case DATE -> "TIMESTAMP";
      case BOOLEAN -> "BOOLEAN";
      case STRING, TAGS, ATTRIBUTES -> "VARCHAR";
    };
  }

  private static List<@Nullable Object> row(@Nullable Object... values) {
    return Arrays.asList(values);
  }
}
