package io.github.helpcrunchjdbc.plan.sql.dialect;

import io.github.helpcrunchjdbc.error.ErrorCode;
import io.github.helpcrunchjdbc.error.HelpCrunchException;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.fun.SqlStdOperatorTable;
import org.apache.calcite.sql.parser.SqlParserPos;

/**
 * Predicates of rows as the standard has them, which Calcite 1.42.0 has otherwise: a row that holds
 * a NULL is neither equal nor unequal to another, and IS NOT NULL is true of a row without any.
 * Lists of several UNNESTs in one, of which it makes all combinations, are refused.
 */
final class RowPredicates {
  private RowPredicates() {}

  /** The same call if it is another's. */
  static SqlCall rewrite(SqlCall call) {
    SqlParserPos pos = call.getParserPosition();
    if (call.getKind() == SqlKind.UNNEST && call.operandCount() > 1) {
      throw new HelpCrunchException(
          ErrorCode.NOT_SUPPORTED,
          "UNNEST of several lists at once is not supported; join an UNNEST(..) WITH ORDINALITY of"
              + " each by their numbers");
    }
    if (call.getKind() == SqlKind.NOT_EQUALS
        && (isRow(call.operand(0)) || isRow(call.operand(1)))) {
      SqlNode left = call.operand(0);
      SqlNode right = call.operand(1);
      SqlNode equal = SqlStdOperatorTable.EQUALS.createCall(pos, left, right);
      return SqlStdOperatorTable.NOT.createCall(pos, equal);
    }
    if (call.getKind() == SqlKind.IS_NOT_NULL && isRow(call.operand(0))) {
      SqlCall row = call.operand(0);
      SqlCall all = null;
      for (SqlNode field : row.getOperandList()) {
        SqlCall one = SqlStdOperatorTable.IS_NOT_NULL.createCall(pos, field);
        all = all == null ? one : SqlStdOperatorTable.AND.createCall(pos, all, one);
      }
      return all == null ? call : all;
    }
    return call;
  }

  private static boolean isRow(SqlNode node) {
    return node.getKind() == SqlKind.ROW;
  }
}
