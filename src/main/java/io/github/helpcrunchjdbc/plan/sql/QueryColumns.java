package io.github.helpcrunchjdbc.plan.sql;

import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlSelect;
import org.apache.calcite.sql.SqlUtil;

/**
 * The columns that a query returns. Each column of a UNION or of VALUES has several items and one
 * type.
 */
final class QueryColumns {
  /**
   * One item of a column.
   *
   * @param query the SELECT or the VALUES in which the item stands
   */
  record Item(SqlNode query, SqlNode node) {}

  private record Row(SqlNode query, List<SqlNode> nodes) {}

  private QueryColumns() {}

  /** Returns the columns that a query writes out; each column has one item per row. */
  static List<List<Item>> of(SqlNode query) {
    List<Row> rows = rows(query).toList();
    int width = rows.stream().mapToInt(row -> row.nodes().size()).min().orElse(0);
    return IntStream.range(0, width)
        .mapToObj(i -> rows.stream().map(row -> new Item(row.query(), row.nodes().get(i))).toList())
        .toList();
  }

  /**
   * Like {@link #of}, but with only the items that are parameters or have the values of parameters.
   */
  static List<List<SqlNode>> ofParameters(SqlNode query) {
    return of(query).stream()
        .map(
            column ->
                column.stream().map(Item::node).filter(SameTypeOperands::isParameterValue).toList())
        .toList();
  }

  private static Stream<Row> rows(SqlNode query) {
    if (query instanceof SqlSelect select) {
      List<SqlNode> items = select.getSelectList().stream().map(SqlUtil::stripAs).toList();
      boolean isWritten =
          items.stream().noneMatch(o -> o instanceof SqlIdentifier name && name.isStar());
      return isWritten ? Stream.of(new Row(select, items)) : Stream.empty();
    }
    return switch (query.getKind()) {
      case UNION, INTERSECT, EXCEPT ->
          ((SqlCall) query).getOperandList().stream().flatMap(QueryColumns::rows);
      case VALUES ->
          ((SqlCall) query)
              .getOperandList().stream()
                  .filter(row -> row.getKind() == SqlKind.ROW)
                  .map(row -> new Row(query, ((SqlCall) row).getOperandList()));
      default -> Stream.empty();
    };
  }
}
