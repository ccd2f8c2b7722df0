package io.github.helpcrunchjdbc.plan.sql.dialect;

import org.apache.calcite.sql.SqlBasicCall;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlNodeList;
import org.apache.calcite.sql.fun.SqlStdOperatorTable;

/**
 * Puts NULLs last in the order of aggregates, as in ORDER BY of a query; Calcite puts them first in
 * DESC order.
 */
final class SortedAggregates {
  private SortedAggregates() {}

  /** Adds NULLS LAST to each key that is DESC, in place. */
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
}
