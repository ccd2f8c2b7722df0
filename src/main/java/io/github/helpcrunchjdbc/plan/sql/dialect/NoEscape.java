package io.github.helpcrunchjdbc.plan.sql.dialect;

import io.github.helpcrunchjdbc.plan.function.LikeSigns;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlCharStringLiteral;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.fun.SqlLikeOperator;

/**
 * {@code LIKE p ESCAPE ''}, which PostgreSQL and H2 know and Hibernate writes: the pattern has no
 * escape. That is what LIKE without ESCAPE means here.
 */
final class NoEscape {
  private NoEscape() {}

  /** The same call without an escape that is empty. */
  static SqlCall rewrite(SqlCall call) {
    boolean isEmpty =
        call.getOperator() instanceof SqlLikeOperator
            && call.operandCount() == 3
            && call.operand(2) instanceof SqlCharStringLiteral escape
            && LikeSigns.escapeOf(escape.toValue()) == LikeSigns.NO_ESCAPE;
    if (!isEmpty) {
      return call;
    }
    SqlNode text = call.operand(0);
    SqlNode pattern = call.operand(1);
    return call.getOperator().createCall(call.getParserPosition(), text, pattern);
  }
}
