package io.github.helpcrunchjdbc.plan.sql.dialect;

import java.util.function.UnaryOperator;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlNode;

/** What a query, or an aggregate, sorts by. */
final class SortKeys {
  private SortKeys() {}

  /** The same key with its value changed, whichever way it sorts. */
  static SqlNode withValue(SqlNode key, UnaryOperator<SqlNode> change) {
    return switch (key.getKind()) {
      case DESCENDING, NULLS_FIRST, NULLS_LAST -> {
        SqlCall direction = (SqlCall) key;
        yield direction
            .getOperator()
            .createCall(key.getParserPosition(), withValue(direction.operand(0), change));
      }
      default -> change.apply(key);
    };
  }
}
