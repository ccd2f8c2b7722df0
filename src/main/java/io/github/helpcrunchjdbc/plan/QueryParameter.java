package io.github.helpcrunchjdbc.plan;

import io.github.helpcrunchjdbc.plan.sql.ParameterFreedom;

/**
 * One {@code ?} of a query, with the type that its place in the SQL gives it.
 *
 * @param jdbcType a constant of {@code java.sql.Types}
 * @param precision 0 if the type has none or it is not bounded
 * @param freedom which values keep their own type
 */
public record QueryParameter(
    int jdbcType, String typeName, int precision, int scale, ParameterFreedom freedom) {
  /** A parameter whose place decides its type. */
  public QueryParameter(int jdbcType, String typeName, int precision, int scale) {
    this(jdbcType, typeName, precision, scale, ParameterFreedom.NONE);
  }
}
