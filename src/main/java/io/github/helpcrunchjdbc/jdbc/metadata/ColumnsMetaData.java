package io.github.helpcrunchjdbc.jdbc.metadata;

import io.github.helpcrunchjdbc.error.ErrorCode;
import io.github.helpcrunchjdbc.jdbc.failure.SelfWrapper;
import io.github.helpcrunchjdbc.jdbc.failure.SqlExceptions;
import io.github.helpcrunchjdbc.jdbc.value.SqlType;
import io.github.helpcrunchjdbc.plan.ResultColumn;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.util.List;

/** The columns of a result. Immutable. */
public record ColumnsMetaData(List<ResultColumn> columns)
    implements ResultSetMetaData, SelfWrapper {
  private ResultColumn column(int index) throws SQLException {
    if (index < 1 || index > columns.size()) {
      throw SqlExceptions.of(
          ErrorCode.NO_SUCH_COLUMN_INDEX,
          "the result has no column " + index + "; its columns are 1 to " + columns.size());
    }
    return columns.get(index - 1);
  }

  private SqlType type(int index) throws SQLException {
    return TypeFacts.typeOf(column(index));
  }

  @Override
  public int getColumnCount() throws SQLException {
    return columns.size();
  }

  @Override
  public String getColumnLabel(int index) throws SQLException {
    return column(index).label();
  }

  @Override
  public String getColumnName(int index) throws SQLException {
    return column(index).name();
  }

  /** Empty for an expression, as JDBC has it. */
  @Override
  public String getTableName(int index) throws SQLException {
    String table = column(index).table();
    return table == null ? "" : table;
  }

  @Override
  public String getSchemaName(int index) throws SQLException {
    String schema = column(index).schema();
    return schema == null ? "" : schema;
  }

  @Override
  public String getCatalogName(int index) throws SQLException {
    column(index);
    return "";
  }

  @Override
  public int getColumnType(int index) throws SQLException {
    return column(index).jdbcType();
  }

  @Override
  public String getColumnTypeName(int index) throws SQLException {
    return column(index).typeName();
  }

  @Override
  public String getColumnClassName(int index) throws SQLException {
    return type(index).javaClass().getName();
  }

  @Override
  public int getPrecision(int index) throws SQLException {
    return TypeFacts.precision(type(index), column(index).precision());
  }

  @Override
  public int getScale(int index) throws SQLException {
    return TypeFacts.scale(type(index), column(index).precision(), column(index).scale());
  }

  @Override
  public int getColumnDisplaySize(int index) throws SQLException {
    return TypeFacts.displaySize(type(index), column(index).precision());
  }

  @Override
  public int isNullable(int index) throws SQLException {
    return column(index).nullable() ? columnNullable : columnNoNulls;
  }

  @Override
  public boolean isSigned(int index) throws SQLException {
    return type(index).isNumber();
  }

  @Override
  public boolean isCaseSensitive(int index) throws SQLException {
    return type(index).kind() == SqlType.Kind.TEXT;
  }

  @Override
  public boolean isSearchable(int index) throws SQLException {
    column(index);
    return true;
  }

  @Override
  public boolean isAutoIncrement(int index) throws SQLException {
    column(index);
    return false;
  }

  @Override
  public boolean isCurrency(int index) throws SQLException {
    column(index);
    return false;
  }

  @Override
  public boolean isReadOnly(int index) throws SQLException {
    column(index);
    return true;
  }

  @Override
  public boolean isWritable(int index) throws SQLException {
    column(index);
    return false;
  }

  @Override
  public boolean isDefinitelyWritable(int index) throws SQLException {
    column(index);
    return false;
  }
}
