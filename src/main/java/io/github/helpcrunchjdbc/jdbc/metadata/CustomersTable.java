package io.github.helpcrunchjdbc.jdbc.metadata;

import io.github.helpcrunchjdbc.jdbc.value.SqlType;
import io.github.helpcrunchjdbc.search.Column;
import io.github.helpcrunchjdbc.search.CustomerColumns;
import java.sql.DatabaseMetaData;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The one table, as rows of metadata. */
final class CustomersTable {
  static final String SCHEMA = "helpcrunch";
  static final String TABLE = "customers";
  static final String TABLE_TYPE = "TABLE";
  static final String REMARKS = "The customers of the HelpCrunch account";

  /** Digits after the second of the table's timestamps. */
  private static final int TIMESTAMP_DIGITS = 3;

  private static final String KEY = CustomerColumns.ID.name();
  private static final int DECIMAL_RADIX = 10;

  private CustomersTable() {}

  static SqlType typeOf(Column column) {
    return switch (column.type()) {
      case INTEGER -> SqlType.BIGINT;
      case DATE -> SqlType.TIMESTAMP;
      case BOOLEAN -> SqlType.BOOLEAN;
      case STRING, TAGS, ATTRIBUTES -> SqlType.VARCHAR;
    };
  }

  static @Nullable Object[] table() {
    return new @Nullable Object[] {
      null, SCHEMA, TABLE, TABLE_TYPE, REMARKS, null, null, null, null, null
    };
  }

  /** In the order of the table. */
  static List<@Nullable Object[]> columns(@Nullable String namePattern) {
    List<@Nullable Object[]> rows = new ArrayList<>();
    int ordinal = 0;
    for (Column column : CustomerColumns.all()) {
      ordinal++;
      if (NamePattern.matches(namePattern, column.name())) {
        rows.add(column(column, ordinal));
      }
    }
    return rows;
  }

  private static @Nullable Object[] column(Column column, int ordinal) {
    SqlType type = typeOf(column);
    int size = TypeFacts.precision(type, type == SqlType.TIMESTAMP ? TIMESTAMP_DIGITS : 0);
    boolean nullable = !column.name().equals(KEY);
    return new @Nullable Object[] {
      null,
      SCHEMA,
      TABLE,
      column.name(),
      type.jdbcType(),
      type.name(),
      size,
      null,
      digits(type),
      type.isNumber() ? DECIMAL_RADIX : null,
      nullable ? DatabaseMetaData.columnNullable : DatabaseMetaData.columnNoNulls,
      column.remark(),
      null,
      null,
      null,
      type.hasLength() ? size : null,
      ordinal,
      nullable ? "YES" : "NO",
      null,
      null,
      null,
      null,
      "NO",
      "NO"
    };
  }

  private static @Nullable Integer digits(SqlType type) {
    return switch (type) {
      case BIGINT -> 0;
      case TIMESTAMP -> TIMESTAMP_DIGITS;
      default -> null;
    };
  }

  static @Nullable Object[] primaryKey() {
    return new @Nullable Object[] {null, SCHEMA, TABLE, KEY, (short) 1, null};
  }

  static @Nullable Object[] rowIdentifier() {
    SqlType type = typeOf(CustomerColumns.ID);
    return new @Nullable Object[] {
      (short) DatabaseMetaData.bestRowSession,
      KEY,
      type.jdbcType(),
      type.name(),
      type.precision(),
      null,
      (short) 0,
      (short) DatabaseMetaData.bestRowNotPseudo
    };
  }

  static @Nullable Object[] tablePrivilege() {
    return new @Nullable Object[] {null, SCHEMA, TABLE, null, "PUBLIC", "SELECT", "NO"};
  }

  /** In the order of the names, as JDBC has it. */
  static List<@Nullable Object[]> columnPrivileges(@Nullable String namePattern) {
    List<@Nullable Object[]> rows = new ArrayList<>();
    CustomerColumns.all().stream()
        .map(Column::name)
        .filter(name -> NamePattern.matches(namePattern, name))
        .sorted(Comparator.naturalOrder())
        .forEach(
            name ->
                rows.add(
                    new @Nullable Object[] {
                      null, SCHEMA, TABLE, name, null, "PUBLIC", "SELECT", "NO"
                    }));
    return rows;
  }
}
