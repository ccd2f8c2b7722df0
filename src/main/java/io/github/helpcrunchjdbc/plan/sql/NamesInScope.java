package io.github.helpcrunchjdbc.plan.sql;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.calcite.runtime.CalciteContextException;
import org.apache.calcite.sql.validate.SqlMoniker;
import org.apache.calcite.sql.validate.SqlMonikerType;
import org.apache.calcite.sql.validate.SqlValidator;
import org.apache.calcite.sql.validate.SqlValidatorScope;
import org.apache.calcite.util.Util;

/** The names that could stand where a validator found one that does not exist, in their order. */
final class NamesInScope {
  private NamesInScope() {}

  /**
   * The columns; empty if there are none.
   *
   * @param table what stands before the dot; those of all tables if it is none
   */
  static List<String> columns(SqlValidator validator, String table) {
    SqlValidatorScope.ResolvedImpl found = new SqlValidatorScope.ResolvedImpl();
    failedScope(validator)
        .ifPresent(
            scope ->
                scope.resolve(
                    List.of(table), validator.getCatalogReader().nameMatcher(), false, found));
    if (found.count() == 1) {
      return found.only().namespace.getRowType().getFieldNames();
    }
    List<SqlMoniker> names = new ArrayList<>();
    try {
      failedScope(validator).ifPresent(scope -> scope.findAllColumnNames(names));
    } catch (CalciteContextException e) {
      // A part of FROM that failed itself, as MATCH_RECOGNIZE does, has no columns.
      return List.of();
    }
    names.removeIf(name -> name.getType() != SqlMonikerType.COLUMN);
    return simple(names);
  }

  /** The tables and aliases that could stand before a dot there; empty if there are none. */
  static List<String> tables(SqlValidator validator) {
    List<SqlMoniker> names = new ArrayList<>();
    failedScope(validator).ifPresent(scope -> scope.findAliases(names));
    return simple(names);
  }

  private static Optional<SqlValidatorScope> failedScope(SqlValidator validator) {
    return validator instanceof CustomerValidator customers
        ? Optional.ofNullable(customers.failedScope())
        : Optional.empty();
  }

  private static List<String> simple(List<SqlMoniker> names) {
    return names.stream().map(name -> Util.last(name.getFullyQualifiedNames())).distinct().toList();
  }
}
