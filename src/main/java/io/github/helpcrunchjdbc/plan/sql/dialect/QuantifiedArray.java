package io.github.helpcrunchjdbc.plan.sql.dialect;

import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlNodeList;
import org.apache.calcite.sql.fun.SqlQuantifyOperator;

/** {@code = ANY (ARRAY['a', 'b'])}, as PostgreSQL's clients write an IN, as that list. */
final class QuantifiedArray {
  private QuantifiedArray() {}

  static SqlCall rewrite(SqlCall call) {
    return call.getOperator() instanceof SqlQuantifyOperator
            && call.operand(1) instanceof SqlNodeList list
            && list.size() == 1
            && list.get(0) instanceof SqlCall array
            && array.getKind() == SqlKind.ARRAY_VALUE_CONSTRUCTOR
        ? call.getOperator()
            .createCall(
                call.getParserPosition(),
                call.operand(0),
                new SqlNodeList(array.getOperandList(), array.getParserPosition()))
        : call;
  }
}
