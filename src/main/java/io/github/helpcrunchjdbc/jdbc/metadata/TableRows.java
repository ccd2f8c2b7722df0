package io.github.helpcrunchjdbc.jdbc.metadata;

import io.github.helpcrunchjdbc.jdbc.value.SqlType;
import io.github.helpcrunchjdbc.search.ColumnDef;
import io.github.helpcrunchjdbc.search.ColumnType;
import io.github.helpcrunchjdbc.search.CustomerColumns;
import io.github.helpcrunchjdbc.search.TableDef;
import java.sql.DatabaseMetaData;
import java.sql.PseudoColumnUsage;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Describes a table in rows of metadata. */
record TableRows(TableDef table) {
  static final String TABLE_TYPE = "TABLE";
  private static final int DECIMAL_RADIX = 10;

  static SqlType typeOf(ColumnDef column) {
    ColumnType.Sql sql = column.type().sql();
    return SqlType.of(sql.jdbcType(), sql.name());
  }

  private static int size(ColumnDef column) {
    return TypeFacts.precision(typeOf(column), column.type().sql().precision());
  }

  private static @Nullable Integer digits(ColumnDef column) {
    ColumnType.Sql sql = column.type().sql();
    if (sql.isTime()) {
      return sql.precision();
    }
    return sql.isNumber() ? sql.scale() : null;
  }

  @Nullable Object[] table(String type) {
    return row(type, table.remark(), null, null, null, null, null);
  }

  /** Returns the columns in the order of the table. */
  List<@Nullable Object[]> columns(@Nullable String namePattern) {
    List<@Nullable Object[]> rows = new ArrayList<>();
    int ordinal = 0;
    for (ColumnDef column : table.visible()) {
      ordinal++;
      if (NamePattern.matches(namePattern, column.name())) {
        rows.add(column(column, ordinal));
      }
    }
    return rows;
  }

  private @Nullable Object[] column(ColumnDef column, int ordinal) {
    SqlType type = typeOf(column);
    boolean nullable = !column.isRequired();
    return row(
        column.name(),
        type.jdbcType(),
        type.name(),
        size(column),
        null,
        digits(column),
        type.isNumber() ? DECIMAL_RADIX : null,
        nullable ? DatabaseMetaData.columnNullable : DatabaseMetaData.columnNoNulls,
        column.remark(),
        null,
        null,
        null,
        type.hasLength() ? size(column) : null,
        ordinal,
        nullable ? "YES" : "NO",
        null,
        null,
        null,
        null,
        "NO",
        "NO");
  }

  /** Returns the hidden columns in the order of their names, as JDBC says. */
  List<@Nullable Object[]> pseudoColumns(@Nullable String namePattern) {
    return table.hidden().stream()
        .filter(column -> NamePattern.matches(namePattern, column.name()))
        .sorted(Comparator.comparing(ColumnDef::name))
        .map(this::pseudoColumn)
        .toList();
  }

  private @Nullable Object[] pseudoColumn(ColumnDef column) {
    SqlType type = typeOf(column);
    return row(
        column.name(),
        type.jdbcType(),
        size(column),
        digits(column),
        type.isNumber() ? DECIMAL_RADIX : null,
        PseudoColumnUsage.NO_USAGE_RESTRICTIONS.name(),
        column.remark(),
        type.hasLength() ? size(column) : null,
        "YES");
  }

  /** Returns the columns of the primary key in the order of their names, as JDBC says. */
  List<@Nullable Object[]> primaryKey() {
    return table.primaryKey().stream()
        .sorted(Comparator.comparing(ColumnDef::name))
        .map(column -> row(column.name(), (short) (table.primaryKey().indexOf(column) + 1), null))
        .toList();
  }

  List<@Nullable Object[]> rowIdentifier() {
    List<@Nullable Object[]> rows = new ArrayList<>();
    for (ColumnDef column : table.primaryKey()) {
      SqlType type = typeOf(column);
      Integer digits = digits(column);
      rows.add(
          new @Nullable Object[] {
            (short) DatabaseMetaData.bestRowSession,
            column.name(),
            type.jdbcType(),
            type.name(),
            size(column),
            null,
            digits == null ? null : digits.shortValue(),
            (short) DatabaseMetaData.bestRowNotPseudo
          });
    }
    return rows;
  }

  /** Returns the table's reference to the customers, if it has one. */
  List<@Nullable Object[]> foreignKey() {
    ColumnDef reference = table.reference();
    return reference == null
        ? List.of()
        : List.<@Nullable Object[]>of(
            new @Nullable Object[] {
              null,
              TableDef.SCHEMA,
              TableDef.CUSTOMERS.name(),
              CustomerColumns.ID.name(),
              null,
              TableDef.SCHEMA,
              table.name(),
              reference.name(),
              (short) 1,
              (short) DatabaseMetaData.importedKeyNoAction,
              (short) DatabaseMetaData.importedKeyCascade,
              table.name() + "_fk",
              null,
              (short) DatabaseMetaData.importedKeyNotDeferrable
            });
  }

  @Nullable Object[] privilege() {
    return row(null, "PUBLIC", "SELECT", "NO");
  }

  /** Returns the privileges in the order of the columns' names, as JDBC says. */
  List<@Nullable Object[]> columnPrivileges(@Nullable String namePattern) {
    return table.visible().stream()
        .map(ColumnDef::name)
        .filter(name -> NamePattern.matches(namePattern, name))
        .sorted()
        .map(name -> row(name, null, "PUBLIC", "SELECT", "NO"))
        .toList();
  }

  /** Returns a row that begins with the table's catalog, schema and name. */
  private @Nullable Object[] row(@Nullable Object... rest) {
    @Nullable Object[] row = new @Nullable Object[3 + rest.length];
    row[1] = TableDef.SCHEMA;
    row[2] = table.name();
    System.arraycopy(rest, 0, row, 3, rest.length);
    return row;
  }
}
