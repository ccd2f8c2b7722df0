package io.github.helpcrunchjdbc.plan.catalog;

import io.github.helpcrunchjdbc.plan.exec.scan.DriverTable;
import io.github.helpcrunchjdbc.search.ColumnDef;
import io.github.helpcrunchjdbc.search.TableDef;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The tables of INFORMATION_SCHEMA except TABLES and COLUMNS, as the SQL standard names them. */
final class StandardTables {
  private static final String SCHEMATA =
      "CATALOG_NAME SCHEMA_NAME SCHEMA_OWNER DEFAULT_CHARACTER_SET_CATALOG"
          + " DEFAULT_CHARACTER_SET_SCHEMA DEFAULT_CHARACTER_SET_NAME SQL_PATH";
  private static final String VIEWS =
      "TABLE_CATALOG TABLE_SCHEMA TABLE_NAME VIEW_DEFINITION CHECK_OPTION IS_UPDATABLE"
          + " IS_INSERTABLE_INTO";
  private static final String TABLE_CONSTRAINTS =
      "CONSTRAINT_CATALOG CONSTRAINT_SCHEMA CONSTRAINT_NAME TABLE_CATALOG TABLE_SCHEMA"
          + " TABLE_NAME CONSTRAINT_TYPE IS_DEFERRABLE INITIALLY_DEFERRED ENFORCED";
  private static final String KEY_COLUMN_USAGE =
      "CONSTRAINT_CATALOG CONSTRAINT_SCHEMA CONSTRAINT_NAME TABLE_CATALOG TABLE_SCHEMA TABLE_NAME"
          + " COLUMN_NAME ORDINAL_POSITION:INTEGER POSITION_IN_UNIQUE_CONSTRAINT:INTEGER";
  private static final String REFERENTIAL_CONSTRAINTS =
      "CONSTRAINT_CATALOG CONSTRAINT_SCHEMA CONSTRAINT_NAME UNIQUE_CONSTRAINT_CATALOG"
          + " UNIQUE_CONSTRAINT_SCHEMA UNIQUE_CONSTRAINT_NAME MATCH_OPTION UPDATE_RULE DELETE_RULE";

  private StandardTables() {}

  static Stream<DriverTable> of(Supplier<List<TableDef>> tables) {
    return Stream.of(
        new DriverTable("SCHEMATA", SCHEMATA, StandardTables::schemata),
        new DriverTable("VIEWS", VIEWS, List::of),
        new DriverTable("TABLE_CONSTRAINTS", TABLE_CONSTRAINTS, () -> constraints(tables.get())),
        new DriverTable("KEY_COLUMN_USAGE", KEY_COLUMN_USAGE, () -> keyColumns(tables.get())),
        new DriverTable(
            "REFERENTIAL_CONSTRAINTS", REFERENTIAL_CONSTRAINTS, () -> references(tables.get())));
  }

  private static List<List<@Nullable Object>> schemata() {
    List<List<@Nullable Object>> rows = new ArrayList<>();
    for (String schema : List.of("INFORMATION_SCHEMA", TableDef.SCHEMA, "helpcrunch_meta")) {
      rows.add(Arrays.asList(null, schema, null, null, null, "UTF-8", null));
    }
    return rows;
  }

  private static List<List<@Nullable Object>> constraints(List<TableDef> tables) {
    List<List<@Nullable Object>> rows = new ArrayList<>();
    for (TableDef table : tables) {
      if (!table.primaryKey().isEmpty()) {
        rows.add(constraint(table, primaryKey(table), "PRIMARY KEY"));
      }
      if (table.reference() != null) {
        rows.add(constraint(table, foreignKey(table), "FOREIGN KEY"));
      }
    }
    return rows;
  }

  private static List<@Nullable Object> constraint(TableDef table, String name, String type) {
    return Arrays.asList(
        null,
        TableDef.SCHEMA,
        name,
        null,
        TableDef.SCHEMA,
        table.name(),
        type,
        "NO",
        "NO",
        type.equals("PRIMARY KEY") ? "YES" : "NO");
  }

  private static List<List<@Nullable Object>> references(List<TableDef> tables) {
    List<List<@Nullable Object>> rows = new ArrayList<>();
    for (TableDef table : tables) {
      if (table.reference() != null) {
        rows.add(
            Arrays.asList(
                null,
                TableDef.SCHEMA,
                foreignKey(table),
                null,
                TableDef.SCHEMA,
                primaryKey(TableDef.CUSTOMERS),
                "NONE",
                "NO ACTION",
                "CASCADE"));
      }
    }
    return rows;
  }

  private static List<List<@Nullable Object>> keyColumns(List<TableDef> tables) {
    List<List<@Nullable Object>> rows = new ArrayList<>();
    for (TableDef table : tables) {
      List<ColumnDef> key = table.primaryKey();
      for (int i = 0; i < key.size(); i++) {
        rows.add(keyColumn(table, primaryKey(table), key.get(i), i + 1, null));
      }
      ColumnDef reference = table.reference();
      if (reference != null) {
        rows.add(keyColumn(table, foreignKey(table), reference, 1, 1));
      }
    }
    return rows;
  }

  private static List<@Nullable Object> keyColumn(
      TableDef table, String constraint, ColumnDef column, int position, @Nullable Integer unique) {
    return Arrays.asList(
        null,
        TableDef.SCHEMA,
        constraint,
        null,
        TableDef.SCHEMA,
        table.name(),
        column.name(),
        position,
        unique);
  }

  private static String primaryKey(TableDef table) {
    return table.name() + "_pk";
  }

  private static String foreignKey(TableDef table) {
    return table.name() + "_fk";
  }
}
