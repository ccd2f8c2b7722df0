package io.github.helpcrunchjdbc.plan;

import java.sql.JDBCType;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One column of a query's result.
 *
 * @param label the alias, or the name if there is no alias
 * @param name the table's column, or the label if the column is an expression
 * @param table the table of the column, null for an expression
 * @param schema the schema of that table, null for an expression
 * @param jdbcType a constant of {@code java.sql.Types}
 * @param typeName plain name such as VARCHAR
 * @param precision 0 if the type has none or it is not bounded
 * @param parts the element of an array or multiset, the keys and values of a map, or the fields of
 *     a row; empty for all other types
 */
public record ResultColumn(
    String label,
    String name,
    @Nullable String table,
    @Nullable String schema,
    int jdbcType,
    String typeName,
    int precision,
    int scale,
    boolean nullable,
    List<ResultColumn> parts) {

  /** A column of a type without parts. */
  public ResultColumn(
      String label,
      String name,
      @Nullable String table,
      @Nullable String schema,
      int jdbcType,
      String typeName,
      int precision,
      int scale,
      boolean nullable) {
    this(label, name, table, schema, jdbcType, typeName, precision, scale, nullable, List.of());
  }

  /** Returns a column that comes from no table and has no bound of length. */
  public static ResultColumn of(String name, JDBCType type, boolean nullable) {
    return new ResultColumn(
        name, name, null, null, type.getVendorTypeNumber(), type.getName(), 0, 0, nullable);
  }

  /** Returns a VARCHAR column that comes from no table. */
  static ResultColumn text(String name) {
    return of(name, JDBCType.VARCHAR, true);
  }
}
