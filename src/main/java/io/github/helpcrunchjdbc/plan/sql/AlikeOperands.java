package io.github.helpcrunchjdbc.plan.sql;

import java.util.List;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlNodeList;
import org.apache.calcite.sql.fun.SqlInternalOperators;
import org.jspecify.annotations.Nullable;

/** Calls whose operands have one type, so that each tells those of the others. */
final class AlikeOperands {
  private AlikeOperands() {}

  /** Whether a call is one. */
  static boolean areOf(SqlCall call) {
    return call.isA(SqlKind.COMPARISON)
        || switch (call.getKind()) {
          case IN, NOT_IN, BETWEEN, SOME, ALL, COALESCE, NULLIF, GREATEST, LEAST -> true;
          case GREATEST_PG, LEAST_PG, ARRAY_VALUE_CONSTRUCTOR -> true;
          case IS_DISTINCT_FROM, IS_NOT_DISTINCT_FROM -> true;
          case OVERLAPS, CONTAINS, PRECEDES, SUCCEEDS, PERIOD_EQUALS -> true;
          case IMMEDIATELY_PRECEDES, IMMEDIATELY_SUCCEEDS -> true;
          default -> false;
        };
  }

  /** Adds operands to a list, those of lists one by one. */
  static void flatten(@Nullable SqlNode node, List<SqlNode> into) {
    if (node instanceof SqlNodeList list) {
      list.forEach(inner -> flatten(inner, into));
    } else if (node instanceof SqlCall call
        && call.getOperator().equals(SqlInternalOperators.CAST_NOT_NULL)) {
      // Calcite's COALESCE is a CASE with such results.
      into.add(call.operand(0));
    } else if (node != null) {
      into.add(node);
    }
  }
}
