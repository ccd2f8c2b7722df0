package io.github.helpcrunchjdbc.plan.calcite.value;

import io.github.helpcrunchjdbc.plan.function.JavaFunction;
import io.github.helpcrunchjdbc.plan.function.JsonMembers;
import java.util.ArrayList;
import java.util.List;
import org.apache.calcite.rex.RexBuilder;
import org.apache.calcite.rex.RexCall;
import org.apache.calcite.rex.RexLiteral;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.sql.SqlJsonConstructorNullClause;
import org.apache.calcite.sql.fun.SqlStdOperatorTable;

/**
 * Keeps the keys of JSON_OBJECT in the order in which they are written, as PostgreSQL and Oracle
 * do. Calcite 1.42.0 puts them in a hash's order; no issue known on 2026-11-26. JSON_ARRAY is
 * rewritten too, with a method that gives up before its text fills the memory.
 */
final class JsonConstructors {
  private JsonConstructors() {}

  /** Returns the call by such a method; any other call unchanged. */
  static RexNode rewrite(RexBuilder rexBuilder, RexCall call) {
    boolean isObject = call.getOperator().equals(SqlStdOperatorTable.JSON_OBJECT);
    if (!isObject && !call.getOperator().equals(SqlStdOperatorTable.JSON_ARRAY)) {
      return call;
    }
    List<RexNode> operands = new ArrayList<>(call.getOperands());
    SqlJsonConstructorNullClause nulls =
        ((RexLiteral) operands.get(0)).getValueAs(SqlJsonConstructorNullClause.class);
    operands.set(0, rexBuilder.makeLiteral(nulls == SqlJsonConstructorNullClause.NULL_ON_NULL));
    return rexBuilder.makeCall(
        call.getType(),
        JavaFunction.of(JsonMembers.class, isObject ? "object" : "array"),
        operands);
  }
}
