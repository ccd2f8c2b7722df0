package io.github.helpcrunchjdbc.plan;

import java.sql.JDBCType;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One column of a query's result.
 *
 * @param label the alias, or the name where there is none
 * @param name the table's column, or the label where it is an expression
 * @param table the table it comes from, null for an expression
 * @param schema the schema of that table, null for an expression
 * @param jdbcType a constant of {@code java.sql.Types}
 * @param typeName plain name such as VARCHAR
 * @param precision 0 where it does not apply or is not bounded
 * @param parts of what an array or multiset holds, a map's keys and values, or a row's fields;
 *     empty for all other types
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

  /** A column whose values hold no others. */
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

  /** A column that comes from no table and whose values are of any length. */
  public static ResultColumn of(String name, JDBCType type, boolean nullable) {
    return new ResultColumn(
        name, name, null, null, type.getVendorTypeNumber(), type.getName(), 0, 0, nullable);
  }

  /** A text that comes from no table. */
  static ResultColumn text(String name) {
    return of(name, JDBCType.VARCHAR, true);
  }
}
