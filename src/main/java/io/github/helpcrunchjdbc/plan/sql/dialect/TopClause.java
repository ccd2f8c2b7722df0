package io.github.helpcrunchjdbc.plan.sql.dialect;

import org.apache.calcite.sql.SqlHint;
import org.apache.calcite.sql.SqlLiteral;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlNodeList;
import org.apache.calcite.sql.SqlOrderBy;
import org.apache.calcite.sql.SqlSelect;
import org.apache.calcite.sql.parser.SqlParserPos;
import org.jspecify.annotations.Nullable;

/** T-SQL's TOP, which comes through the parser as a hint and becomes a FETCH FIRST. */
final class TopClause {
  private TopClause() {}

  /** The same query, limited by the TOP of its SELECT if it has one. */
  static SqlOrderBy limit(SqlOrderBy sorted) {
    SqlLiteral top = sorted.query instanceof SqlSelect select ? take(select) : null;
    return top == null
        ? sorted
        : new SqlOrderBy(
            sorted.getParserPosition(), sorted.query, sorted.orderList, sorted.offset, top);
  }

  /** Limits a query by its own TOP if it has one. */
  static void limit(SqlSelect select) {
    SqlLiteral top = take(select);
    if (top != null) {
      select.setFetch(top);
    }
  }

  private static @Nullable SqlLiteral take(SqlSelect select) {
    SqlNodeList hints = select.getHints();
    if (hints == null) {
      return null;
    }
    for (SqlNode node : hints) {
      if (node instanceof SqlHint hint && hint.getName().equals(TopText.HINT)) {
        select.setHints(SqlNodeList.EMPTY);
        return SqlLiteral.createExactNumeric(hint.getOptionList().get(0), SqlParserPos.ZERO);
      }
    }
    return null;
  }
}
