package io.github.helpcrunchjdbc.plan.calcite.query;

import com.google.common.collect.Iterables;
import io.github.helpcrunchjdbc.plan.rex.SqlNodes;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlNumericLiteral;
import org.apache.calcite.sql.SqlOrderBy;
import org.apache.calcite.sql.SqlSelect;
import org.apache.calcite.sql.parser.SqlParserPos;

/**
 * Nests a query whose order Calcite 1.42.0 gets wrong: {@code (SELECT .. LIMIT 5) ORDER BY id},
 * whose brackets the parser drops; {@code TABLE customers LIMIT 5}; and {@code SELECT DISTINCT
 * COUNT(*) OVER (PARTITION BY city) .. ORDER BY 1}, for whose window the validator wants the
 * columns in the select list. No issue known on 2026-11-26.
 */
public final class OrderedOuterQuery {
  private OrderedOuterQuery() {}

  /**
   * Returns a query that selects from the inner query or the table and sorts or limits it; any
   * other query unchanged.
   */
  public static SqlOrderBy nest(SqlOrderBy outer) {
    SqlNode inner = outer.query;
    if (inner instanceof SqlCall table && table.getKind() == SqlKind.EXPLICIT_TABLE) {
      inner = table.operand(0);
    } else if (!(inner instanceof SqlOrderBy) && !isDistinctWindow(outer)) {
      return outer;
    }
    SqlParserPos pos = inner.getParserPosition();
    SqlSelect all = SqlNodes.select(SqlIdentifier.star(pos), inner, pos);
    return new SqlOrderBy(
        outer.getParserPosition(), all, outer.orderList, outer.offset, outer.fetch);
  }

  /**
   * Returns whether a DISTINCT query with windows is sorted by columns that it shows, by number or
   * name.
   */
  private static boolean isDistinctWindow(SqlOrderBy outer) {
    return outer.query instanceof SqlSelect select
        && select.isDistinct()
        && outer.orderList.stream().map(SqlNodes::sortKey).allMatch(key -> isOfResult(key, select))
        && select.getSelectList().stream().anyMatch(OrderedOuterQuery::hasWindow);
  }

  private static boolean isOfResult(SqlNode key, SqlSelect select) {
    return key instanceof SqlNumericLiteral
        || (key instanceof SqlIdentifier name
            && name.isSimple()
            && select.getSelectList().stream().anyMatch(item -> isNamed(item, name.getSimple())));
  }

  private static boolean isNamed(SqlNode item, String name) {
    SqlNode shown = item.getKind() == SqlKind.AS ? ((SqlCall) item).operand(1) : item;
    return shown instanceof SqlIdentifier column
        && (column.isStar() || name.equalsIgnoreCase(Iterables.getLast(column.names)));
  }

  private static boolean hasWindow(SqlNode item) {
    return item instanceof SqlCall call
        && (call.getKind() == SqlKind.OVER
            || call.getOperandList().stream().anyMatch(OrderedOuterQuery::hasWindow));
  }
}
