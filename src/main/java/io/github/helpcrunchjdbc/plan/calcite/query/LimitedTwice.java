package io.github.helpcrunchjdbc.plan.calcite.query;

import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlNodeList;
import org.apache.calcite.sql.SqlOrderBy;
import org.apache.calcite.sql.SqlSelect;
import org.apache.calcite.sql.parser.SqlParserPos;

/**
 * {@code (SELECT .. LIMIT 5) ORDER BY id}, of which Calcite 1.42.0's parser forgets the brackets,
 * and {@code TABLE customers LIMIT 5}: its validator can make nothing of either. No issue known on
 * 2026-11-26.
 */
public final class LimitedTwice {
  private LimitedTwice() {}

  /** The same with the query in brackets, or the table, as what a query selects from. */
  public static SqlOrderBy nest(SqlOrderBy outer) {
    SqlNode inner = outer.query;
    if (inner instanceof SqlCall table && table.getKind() == SqlKind.EXPLICIT_TABLE) {
      inner = table.operand(0);
    } else if (!(inner instanceof SqlOrderBy)) {
      return outer;
    }
    SqlParserPos position = inner.getParserPosition();
    SqlSelect all =
        new SqlSelect(
            position,
            null,
            SqlNodeList.of(SqlIdentifier.star(position)),
            inner,
            null,
            null,
            null,
            null,
            null,
            null,
            null,
            null,
            null);
    return new SqlOrderBy(
        outer.getParserPosition(), all, outer.orderList, outer.offset, outer.fetch);
  }
}
