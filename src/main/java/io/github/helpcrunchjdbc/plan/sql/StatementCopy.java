package io.github.helpcrunchjdbc.plan.sql;

import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlDynamicParam;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.util.SqlShuttle;
import org.jspecify.annotations.Nullable;

/** Copies a parsed statement, because validation changes the statement that it is given. */
final class StatementCopy extends SqlShuttle {
  private StatementCopy() {}

  static SqlNode of(SqlNode statement) {
    SqlNode copy = statement.accept(new StatementCopy());
    if (copy == null) {
      throw new IllegalStateException("no copy of " + statement.getKind());
    }
    return copy;
  }

  @Override
  public SqlNode visit(SqlDynamicParam parameter) {
    return parameter.clone(parameter.getParserPosition());
  }

  @Override
  public @Nullable SqlNode visit(SqlCall call) {
    CallCopyingArgHandler handler = new CallCopyingArgHandler(call, true);
    call.getOperator().acceptCall(this, call, false, handler);
    return handler.result();
  }
}
