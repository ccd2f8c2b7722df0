package io.github.helpcrunchjdbc.plan.sql.dialect;

import io.github.helpcrunchjdbc.error.HelpCrunchException;
import java.util.Locale;
import java.util.Set;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlSelectKeyword;

/**
 * Refuses aggregates that no later step would compute, or that a later step would compute wrongly.
 */
final class RefusedAggregates {
  /** Aggregates whose DISTINCT Calcite drops. */
  private static final Set<String> WITHOUT_DISTINCT = Set.of("MEDIAN", "MODE", "COUNTIF");

  private RefusedAggregates() {}

  /**
   * Refuses percentiles over a window, and DISTINCT where it would be lost.
   *
   * @throws HelpCrunchException NOT_SUPPORTED
   */
  static void check(SqlCall call) {
    if (call.getKind() == SqlKind.OVER && call.operand(0).getKind() == SqlKind.WITHIN_GROUP) {
      throw HelpCrunchException.notSupported(
          "percentiles aggregate groups, not windows; write a query with GROUP BY and join it");
    }
    String name = call.getOperator().getName().toUpperCase(Locale.ROOT);
    if (WITHOUT_DISTINCT.contains(name)
        && call.getFunctionQuantifier() != null
        && call.getFunctionQuantifier().symbolValue(SqlSelectKeyword.class)
            == SqlSelectKeyword.DISTINCT) {
      throw HelpCrunchException.notSupported(
          name + " takes no DISTINCT; write it over a sub-query with SELECT DISTINCT");
    }
  }
}
