package io.github.helpcrunchjdbc.plan.rex;

import java.util.function.UnaryOperator;
import org.apache.calcite.sql.SqlBasicTypeNameSpec;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlDataTypeSpec;
import org.apache.calcite.sql.SqlLiteral;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlNodeList;
import org.apache.calcite.sql.SqlSelect;
import org.apache.calcite.sql.fun.SqlCase;
import org.apache.calcite.sql.fun.SqlStdOperatorTable;
import org.apache.calcite.sql.parser.SqlParserPos;
import org.apache.calcite.sql.type.SqlTypeName;
import org.jspecify.annotations.Nullable;

/** Makes and reads parts of parsed statements, for rewrites before validation. */
public final class SqlNodes {
  private SqlNodes() {}

  public static SqlSelect select(SqlNode item, @Nullable SqlNode from, SqlParserPos pos) {
    return new SqlSelect(
        pos,
        null,
        SqlNodeList.of(item),
        from,
        null,
        null,
        null,
        null,
        null,
        null,
        null,
        null,
        null);
  }

  public static SqlCall cast(SqlNode value, SqlTypeName type, SqlParserPos pos) {
    return SqlStdOperatorTable.CAST.createCall(
        pos, value, new SqlDataTypeSpec(new SqlBasicTypeNameSpec(type, pos), pos));
  }

  /** Returns {@code CASE WHEN condition THEN value ELSE other END}. */
  public static SqlCall when(SqlNode condition, SqlNode value, SqlNode other, SqlParserPos pos) {
    return new SqlCase(pos, null, SqlNodeList.of(condition), SqlNodeList.of(value), other);
  }

  /** Returns {@code CASE WHEN condition THEN value END}. */
  public static SqlCall when(SqlNode condition, SqlNode value, SqlParserPos pos) {
    return when(condition, value, SqlLiteral.createNull(pos), pos);
  }

  /** Returns the key of an item of ORDER BY, without DESC and NULLS FIRST or LAST. */
  public static SqlNode sortKey(SqlNode item) {
    return switch (item.getKind()) {
      case DESCENDING, NULLS_FIRST, NULLS_LAST -> sortKey(((SqlCall) item).operand(0));
      default -> item;
    };
  }

  /** Whether a node is a text literal. */
  public static boolean isText(SqlNode node) {
    return node instanceof SqlLiteral literal && literal.getTypeName() == SqlTypeName.CHAR;
  }

  /** Returns an item of ORDER BY with another key, and with its DESC and NULLS FIRST or LAST. */
  public static SqlNode withSortKey(SqlNode item, UnaryOperator<SqlNode> change) {
    return switch (item.getKind()) {
      case DESCENDING, NULLS_FIRST, NULLS_LAST -> {
        SqlCall direction = (SqlCall) item;
        yield direction
            .getOperator()
            .createCall(item.getParserPosition(), withSortKey(direction.operand(0), change));
      }
      default -> change.apply(item);
    };
  }
}
