package io.github.helpcrunchjdbc.plan;

/**
 * One {@code ?} of a query, with the type that its place in the SQL gives it.
 *
 * @param jdbcType a constant of {@code java.sql.Types}
 * @param precision 0 where it does not apply or is not bounded
 */
public record QueryParameter(int jdbcType, String typeName, int precision, int scale) {}
