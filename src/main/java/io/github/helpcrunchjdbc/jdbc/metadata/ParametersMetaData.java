package io.github.helpcrunchjdbc.jdbc.metadata;

import io.github.helpcrunchjdbc.error.ErrorCode;
import io.github.helpcrunchjdbc.jdbc.failure.SqlExceptions;
import io.github.helpcrunchjdbc.jdbc.value.SqlType;
import io.github.helpcrunchjdbc.plan.QueryParameter;
import java.sql.ParameterMetaData;
import java.sql.SQLException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The parameters of a query. Immutable. */
public record ParametersMetaData(List<QueryParameter> parameters) implements MethodsByName {
  public static ParameterMetaData of(List<QueryParameter> parameters) {
    return new ParametersMetaData(parameters).as(ParameterMetaData.class);
  }

  public static QueryParameter at(List<QueryParameter> parameters, int index) throws SQLException {
    if (index < 1 || index > parameters.size()) {
      throw SqlExceptions.of(
          ErrorCode.PARAMETER_MISSING,
          "the statement has no parameter " + index + "; it has " + parameters.size());
    }
    return parameters.get(index - 1);
  }

  @Override
  public @Nullable Object answer(String method, @Nullable Object[] arguments) throws SQLException {
    if (method.equals("getParameterCount")) {
      return parameters.size();
    }
    if (arguments.length == 0 || !(arguments[0] instanceof Integer index)) {
      return null;
    }
    QueryParameter parameter = at(parameters, index);
    SqlType type = SqlType.of(parameter.jdbcType(), parameter.typeName());
    return switch (method) {
      case "isNullable" -> ParameterMetaData.parameterNullable;
      case "isSigned" -> type.isNumber();
      case "getPrecision" -> TypeFacts.precision(type, parameter.precision());
      case "getScale" -> TypeFacts.scale(type, parameter.precision(), parameter.scale());
      case "getParameterType" -> parameter.jdbcType();
      case "getParameterTypeName" -> parameter.typeName();
      case "getParameterClassName" -> type.javaClass().getName();
      case "getParameterMode" -> ParameterMetaData.parameterModeIn;
      default -> null;
    };
  }
}
