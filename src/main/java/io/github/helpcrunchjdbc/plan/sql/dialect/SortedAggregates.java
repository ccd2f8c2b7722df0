package io.github.helpcrunchjdbc.plan.sql.dialect;

import io.github.helpcrunchjdbc.error.HelpCrunchException;
import java.util.Locale;
import org.apache.calcite.sql.SqlBasicCall;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlNodeList;
import org.apache.calcite.sql.fun.SqlStdOperatorTable;

/**
 * Aggregates of some order: NULLs come last in it, as in ORDER BY of a query, where Calcite has
 * those of DESC come first.
 */
final class SortedAggregates {
  private SortedAggregates() {}

  /** Says so of each key that is DESC, where it is. */
  static void putNullsLast(SqlCall call) {
    if (call instanceof SqlBasicCall) {
      for (SqlNode operand : call.getOperandList()) {
        if (operand instanceof SqlNodeList order) {
          order.replaceAll(
              key ->
                  key != null && key.getKind() == SqlKind.DESCENDING
                      ? SqlStdOperatorTable.NULLS_LAST.createCall(key.getParserPosition(), key)
                      : key);
        }
      }
    }
  }

  /**
   * Refuses DISTINCT where it would be lost.
   *
   * @throws HelpCrunchException NOT_SUPPORTED
   */
  static void check(SqlCall call) {
    String name = call.getOperator().getName().toUpperCase(Locale.ROOT);
    if (call.getFunctionQuantifier() != null
        && "DISTINCT".equals(call.getFunctionQuantifier().toValue())
        && (name.equals("MEDIAN") || name.equals("MODE") || name.equals("COUNTIF"))) {
      throw HelpCrunchException.notSupported(
          name + " takes no DISTINCT; write it over a sub-query with SELECT DISTINCT");
    }
  }
}
