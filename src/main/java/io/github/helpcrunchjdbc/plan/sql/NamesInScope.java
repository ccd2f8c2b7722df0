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

/**
 * Lists the names that could stand where a validator found a name that does not exist, in the order
 * of their scope.
 */
final class NamesInScope {
  private NamesInScope() {}

  /**
   * Returns the columns; empty if there are none.
   *
   * @param table the name before the dot; if no table has it, the columns of all tables are
   *     returned
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
      // A part of FROM that has failed itself, such as MATCH_RECOGNIZE, has no columns.
      return List.of();
    }
    names.removeIf(name -> name.getType() != SqlMonikerType.COLUMN);
    return simple(names);
  }

  /** Returns the tables and aliases that could stand before a dot; empty if there are none. */
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
