package io.github.helpcrunchjdbc.plan.sql.dialect;

import io.github.helpcrunchjdbc.plan.rex.SqlNodes;
import java.util.List;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlLiteral;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlNodeList;
import org.apache.calcite.sql.fun.SqlStdOperatorTable;
import org.apache.calcite.sql.parser.SqlParserPos;
import org.apache.calcite.sql.type.SqlTypeName;

/**
 * Gives percentiles the types of their values. A value between two whole numbers is a DOUBLE, and
 * the percentile of no rows is NULL. Calcite gives percentiles the type of the values that they
 * sort by.
 */
final class Percentiles {
  private Percentiles() {}

  /** Rewrites the call of a percentile; returns any other call unchanged. */
  static SqlCall rewrite(SqlCall call) {
    if (call.getKind() != SqlKind.WITHIN_GROUP
        || !(call.operand(0) instanceof SqlCall percentile)
        || !(call.operand(1) instanceof SqlNodeList order)
        || order.size() != 1) {
      return call;
    }
    if (percentile.getOperator().getName().equalsIgnoreCase("MODE")
        && percentile.operandCount() == 0) {
      SqlNode value = SqlNodes.sortKey(order.get(0));
      return SqlStdOperatorTable.MODE.createCall(call.getParserPosition(), value);
    }
    boolean continuous = percentile.getOperator().getName().equalsIgnoreCase("PERCENTILE_CONT");
    boolean discrete = percentile.getOperator().getName().equalsIgnoreCase("PERCENTILE_DISC");
    if (!continuous && !discrete) {
      return call;
    }
    SqlNode typed = typed(order.get(0), continuous);
    return call.getOperator()
        .createCall(
            call.getParserPosition(),
            percentile,
            new SqlNodeList(List.of(typed), order.getParserPosition()));
  }

  /** Returns the middle value, or the mean of the two middle ones. */
  static SqlNode median(SqlNode value, SqlParserPos pos) {
    SqlCall half =
        SqlStdOperatorTable.PERCENTILE_CONT.createCall(
            pos, SqlLiteral.createExactNumeric("0.5", pos));
    return SqlStdOperatorTable.WITHIN_GROUP.createCall(
        pos, half, new SqlNodeList(List.of(typed(value, true)), pos));
  }

  private static SqlNode typed(SqlNode order, boolean continuous) {
    return SqlNodes.withSortKey(
        order,
        value -> {
          SqlParserPos pos = value.getParserPosition();
          return nullable(continuous ? SqlNodes.cast(value, SqlTypeName.DOUBLE, pos) : value, pos);
        });
  }

  private static SqlNode nullable(SqlNode value, SqlParserPos pos) {
    return SqlNodes.when(SqlLiteral.createBoolean(true, pos), value, pos);
  }
}
