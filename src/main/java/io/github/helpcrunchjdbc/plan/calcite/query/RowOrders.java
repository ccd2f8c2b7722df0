package io.github.helpcrunchjdbc.plan.calcite.query;

import java.util.List;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlOperator;
import org.apache.calcite.sql.fun.SqlBetweenOperator;
import org.apache.calcite.sql.fun.SqlStdOperatorTable;
import org.jspecify.annotations.Nullable;

/**
 * Writes comparisons of two rows by {@code <} and similar operators, BETWEEN and IS DISTINCT FROM
 * out field by field, as the standard defines them. Calcite 1.42.0 takes a NULL in a row for
 * greater than anything, does not tell some rows of NULLs apart, and could send no part of such a
 * comparison to the service. No issue known on 2026-11-26.
 */
final class RowOrders {
  private RowOrders() {}

  /** Returns a comparison of rows written out, null if the call is none. */
  static @Nullable SqlNode of(SqlCall call) {
    return switch (call.getKind()) {
      case LESS_THAN,
          LESS_THAN_OR_EQUAL,
          GREATER_THAN,
          GREATER_THAN_OR_EQUAL,
          IS_DISTINCT_FROM,
          IS_NOT_DISTINCT_FROM ->
          areAlike(call) ? compared(call.getOperator(), call.operand(0), call.operand(1)) : null;
      case BETWEEN -> areAlike(call) ? between(call) : null;
      default -> null;
    };
  }

  private static boolean areAlike(SqlCall call) {
    return call.getOperandList().stream().allMatch(RowOrders::isRow)
        && call.getOperandList().stream().map(row -> fields(row).size()).distinct().count() == 1;
  }

  private static SqlNode between(SqlCall call) {
    SqlBetweenOperator operator = (SqlBetweenOperator) call.getOperator();
    SqlNode value = call.operand(0);
    SqlNode low = call.operand(1);
    SqlNode high = call.operand(2);
    SqlNode within = within(value, low, high);
    if (operator.flag == SqlBetweenOperator.Flag.SYMMETRIC) {
      within = both(SqlStdOperatorTable.OR, within, within(value, high, low));
    }
    return operator.isNegated()
        ? SqlStdOperatorTable.NOT.createCall(call.getParserPosition(), within)
        : within;
  }

  private static SqlNode within(SqlNode value, SqlNode low, SqlNode high) {
    return both(
        SqlStdOperatorTable.AND,
        compared(SqlStdOperatorTable.GREATER_THAN_OR_EQUAL, value, low),
        compared(SqlStdOperatorTable.LESS_THAN_OR_EQUAL, value, high));
  }

  private static SqlNode compared(SqlOperator operator, SqlNode left, SqlNode right) {
    if (!isRow(left) || !isRow(right) || fields(left).size() != fields(right).size()) {
      return both(operator, left, right);
    }
    List<SqlNode> lefts = fields(left);
    List<SqlNode> rights = fields(right);
    int last = lefts.size() - 1;
    SqlNode all = compared(operator, lefts.get(last), rights.get(last));
    for (int i = last - 1; i >= 0; i--) {
      all = compared(operator, lefts.get(i), rights.get(i), all);
    }
    return all;
  }

  /** Returns the comparison of one field, and {@code otherwise} for equal fields. */
  private static SqlNode compared(
      SqlOperator operator, SqlNode left, SqlNode right, SqlNode otherwise) {
    return switch (operator.getKind()) {
      case IS_DISTINCT_FROM ->
          both(SqlStdOperatorTable.OR, compared(operator, left, right), otherwise);
      case IS_NOT_DISTINCT_FROM ->
          both(SqlStdOperatorTable.AND, compared(operator, left, right), otherwise);
      default -> {
        boolean less =
            operator.getKind() == SqlKind.LESS_THAN
                || operator.getKind() == SqlKind.LESS_THAN_OR_EQUAL;
        // The comparison of the first field alone is a range, which the service can be asked for.
        yield both(
            SqlStdOperatorTable.AND,
            compared(
                less
                    ? SqlStdOperatorTable.LESS_THAN_OR_EQUAL
                    : SqlStdOperatorTable.GREATER_THAN_OR_EQUAL,
                left,
                right),
            both(
                SqlStdOperatorTable.OR,
                compared(
                    less ? SqlStdOperatorTable.LESS_THAN : SqlStdOperatorTable.GREATER_THAN,
                    left,
                    right),
                otherwise));
      }
    };
  }

  private static SqlCall both(SqlOperator operator, SqlNode left, SqlNode right) {
    return operator.createCall(
        left.getParserPosition().plus(right.getParserPosition()), left, right);
  }

  private static List<SqlNode> fields(SqlNode row) {
    return ((SqlCall) row).getOperandList();
  }

  private static boolean isRow(SqlNode node) {
    return node.getKind() == SqlKind.ROW;
  }
}
