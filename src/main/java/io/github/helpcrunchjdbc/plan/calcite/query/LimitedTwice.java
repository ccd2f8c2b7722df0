package io.github.helpcrunchjdbc.plan.calcite.query;

import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlNodeList;
import org.apache.calcite.sql.SqlOrderBy;
import org.apache.calcite.sql.SqlSelect;
import org.apache.calcite.sql.parser.SqlParserPos;

/**
 * {@code (SELECT .. LIMIT 5) ORDER BY id}, of which Calcite 1.42.0's parser forgets the brackets
 * and its validator can make nothing; no issue known on 2026-11-26.
 */
public final class LimitedTwice {
  private LimitedTwice() {}

  /** The same with the query in brackets as a table of its own. */
  public static SqlOrderBy nest(SqlOrderBy outer) {
    if (!(outer.query instanceof SqlOrderBy inner)) {
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
