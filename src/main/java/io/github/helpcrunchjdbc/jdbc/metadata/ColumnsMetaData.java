package io.github.helpcrunchjdbc.jdbc.metadata;

import io.github.helpcrunchjdbc.error.ErrorCode;
import io.github.helpcrunchjdbc.jdbc.failure.SqlExceptions;
import io.github.helpcrunchjdbc.jdbc.value.SqlType;
import io.github.helpcrunchjdbc.plan.ResultColumn;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The columns of a result. Immutable. */
public record ColumnsMetaData(List<ResultColumn> columns) implements MethodsByName {
  public static ResultSetMetaData of(List<ResultColumn> columns) {
    return new ColumnsMetaData(columns).as(ResultSetMetaData.class);
  }

  private ResultColumn column(int index) throws SQLException {
    if (index < 1 || index > columns.size()) {
      throw SqlExceptions.of(
          ErrorCode.NO_SUCH_COLUMN_INDEX,
          "the result has no column " + index + "; its columns are 1 to " + columns.size());
    }
    return columns.get(index - 1);
  }

  @Override
  public @Nullable Object answer(String method, @Nullable Object[] arguments) throws SQLException {
    if (method.equals("getColumnCount")) {
      return columns.size();
    }
    if (arguments.length == 0 || !(arguments[0] instanceof Integer index)) {
      return null;
    }
    ResultColumn column = column(index);
    SqlType type = TypeFacts.typeOf(column);
    return switch (method) {
      case "getColumnLabel" -> column.label();
      case "getColumnName" -> column.name();
      // JDBC wants an empty name for an expression.
      case "getTableName" -> Objects.requireNonNullElse(column.table(), "");
      case "getSchemaName" -> Objects.requireNonNullElse(column.schema(), "");
      case "getCatalogName" -> "";
      case "getColumnType" -> column.jdbcType();
      case "getColumnTypeName" -> column.typeName();
      case "getColumnClassName" -> type.javaClass().getName();
      case "getPrecision" -> TypeFacts.precision(type, column.precision());
      case "getScale" -> TypeFacts.scale(type, column.precision(), column.scale());
      case "getColumnDisplaySize" -> TypeFacts.displaySize(type, column.precision());
      case "isNullable" ->
          column.nullable() ? ResultSetMetaData.columnNullable : ResultSetMetaData.columnNoNulls;
      case "isSigned" -> type.isNumber();
      case "isCaseSensitive" -> type.kind() == SqlType.Kind.TEXT;
      case "isSearchable", "isReadOnly" -> true;
      case "isAutoIncrement", "isCurrency", "isWritable", "isDefinitelyWritable" -> false;
      default -> null;
    };
  }
}
