package io.github.helpcrunchjdbc.plan.rex;

import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.util.SqlShuttle;
import org.jspecify.annotations.Nullable;

/** Rewrites the columns in expressions, except those in sub-queries and the names behind AS. */
public abstract class ColumnShuttle extends SqlShuttle {
  @Override
  public @Nullable SqlNode visit(SqlCall call) {
    if (call.isA(SqlKind.QUERY)) {
      return call;
    }
    CallCopyingArgHandler operands = new CallCopyingArgHandler(call, false);
    // Visits expressions only: the name behind AS is not a column.
    call.getOperator().acceptCall(this, call, true, operands);
    return operands.result();
  }
}
