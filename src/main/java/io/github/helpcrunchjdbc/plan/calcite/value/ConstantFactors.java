package io.github.helpcrunchjdbc.plan.calcite.value;

import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlLiteral;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlNumericLiteral;
import org.apache.calcite.sql.fun.SqlStdOperatorTable;

/**
 * Mends {@code id * CAST(TRUE AS INTEGER)}: a factor that is cast from a literal other than a
 * number gets a plus sign. Calcite 1.42.0 looks into the cast for the sign of the factor, and fails
 * on a literal that is no number; no issue known on 2026-11-26.
 */
public final class ConstantFactors {
  private ConstantFactors() {}

  /** Returns the changed product; any other call unchanged. */
  public static SqlCall rewrite(SqlCall call) {
    return call.getOperator().equals(SqlStdOperatorTable.MULTIPLY)
        ? call.getOperator()
            .createCall(call.getParserPosition(), signed(call.operand(0)), signed(call.operand(1)))
        : call;
  }

  private static SqlNode signed(SqlNode factor) {
    SqlNode value = factor;
    while (value.getKind() == SqlKind.CAST) {
      value = ((SqlCall) value).operand(0);
    }
    boolean isNumber = value == factor || value instanceof SqlNumericLiteral;
    boolean isConstant = value instanceof SqlLiteral || value.getKind() == SqlKind.LITERAL_CHAIN;
    return isConstant && !isNumber
        ? SqlStdOperatorTable.UNARY_PLUS.createCall(factor.getParserPosition(), factor)
        : factor;
  }
}
