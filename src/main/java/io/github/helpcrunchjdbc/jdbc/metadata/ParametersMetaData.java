package io.github.helpcrunchjdbc.jdbc.metadata;

import io.github.helpcrunchjdbc.error.ErrorCode;
import io.github.helpcrunchjdbc.jdbc.failure.SelfWrapper;
import io.github.helpcrunchjdbc.jdbc.failure.SqlExceptions;
import io.github.helpcrunchjdbc.jdbc.value.SqlType;
import io.github.helpcrunchjdbc.plan.QueryParameter;
import java.sql.ParameterMetaData;
import java.sql.SQLException;
import java.util.List;

/** The parameters of a query. Immutable. */
public record ParametersMetaData(List<QueryParameter> parameters)
    implements ParameterMetaData, SelfWrapper {
  private QueryParameter parameter(int index) throws SQLException {
    return at(parameters, index);
  }

  public static QueryParameter at(List<QueryParameter> parameters, int index) throws SQLException {
    if (index < 1 || index > parameters.size()) {
      throw SqlExceptions.of(
          ErrorCode.PARAMETER_MISSING,
          "the statement has no parameter " + index + "; it has " + parameters.size());
    }
    return parameters.get(index - 1);
  }

  private SqlType type(int index) throws SQLException {
    return SqlType.of(parameter(index).jdbcType(), parameter(index).typeName());
  }

  @Override
  public int getParameterCount() throws SQLException {
    return parameters.size();
  }

  @Override
  public int isNullable(int index) throws SQLException {
    parameter(index);
    return parameterNullable;
  }

  @Override
  public boolean isSigned(int index) throws SQLException {
    return type(index).isNumber();
  }

  @Override
  public int getPrecision(int index) throws SQLException {
    return TypeFacts.precision(type(index), parameter(index).precision());
  }

  @Override
  public int getScale(int index) throws SQLException {
    return TypeFacts.scale(type(index), parameter(index).precision(), parameter(index).scale());
  }

  @Override
  public int getParameterType(int index) throws SQLException {
    return parameter(index).jdbcType();
  }

  @Override
  public String getParameterTypeName(int index) throws SQLException {
    return parameter(index).typeName();
  }

  @Override
  public String getParameterClassName(int index) throws SQLException {
    return type(index).javaClass().getName();
  }

  @Override
  public int getParameterMode(int index) throws SQLException {
    parameter(index);
    return parameterModeIn;
  }
}
