package io.github.helpcrunchjdbc.plan.sql;

import org.apache.calcite.sql.validate.SqlConformance;
import org.apache.calcite.sql.validate.SqlConformanceEnum;
import org.apache.calcite.sql.validate.SqlDelegatingConformance;

/** The dialect: what tools and people type, as far as one parser can carry it. */
final class Conformance extends SqlDelegatingConformance {
  static final SqlConformance INSTANCE = new Conformance();

  private Conformance() {
    super(SqlConformanceEnum.BABEL);
  }

  @Override
  public SelectAliasLookup isSelectAlias() {
    // A misspelt column must be told as such, not as an alias that depends on itself.
    return SelectAliasLookup.UNSUPPORTED;
  }

  @Override
  public boolean allowExplicitRowValueConstructor() {
    return true;
  }

  @Override
  public boolean isNonStrictGroupBy() {
    // A column that is neither grouped nor aggregated would show the value of any row.
    return false;
  }
}
