package io.github.helpcrunchjdbc.plan.calcite.aggregate;

import io.github.helpcrunchjdbc.plan.rex.SqlNodes;
import java.util.Locale;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlLiteral;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlNodeList;
import org.apache.calcite.sql.SqlSelectKeyword;
import org.apache.calcite.sql.fun.SqlCase;
import org.apache.calcite.sql.parser.SqlParserPos;
import org.apache.calcite.sql.type.SqlTypeName;
import org.apache.calcite.util.Litmus;

/**
 * Has LISTAGG, STRING_AGG and GROUP_CONCAT join texts of any length. Calcite 1.42.0 gives what they
 * join the type of one of its pieces, so that a CASE or a UNION cuts it: {@code a,b,c} of three
 * CHAR(1) becomes {@code a,} beside {@code 'no'}; and says that it is never NULL, though of no rows
 * it is (CALCITE-7705). No issue of the former was known on 2026-11-27.
 */
public final class JoinedTexts {
  private JoinedTexts() {}

  /** The same call with its pieces cast, or the call itself if it is another's. */
  public static SqlCall rewrite(SqlCall call) {
    boolean sorts = call.getKind() == SqlKind.WITHIN_GROUP;
    SqlNode joined = sorts ? call.operand(0) : call;
    if (!(joined instanceof SqlCall aggregate) || !joins(aggregate)) {
      return call;
    }
    SqlNode first = aggregate.operand(0);
    SqlNode piece = sorts ? piece(first) : first;
    SqlNode text = sorts ? first : text(piece, piece.getParserPosition());
    SqlLiteral quantifier = aggregate.getFunctionQuantifier();
    boolean isDistinct = quantifier != null && quantifier.getValue() == SqlSelectKeyword.DISTINCT;
    SqlCall wide = (SqlCall) call.clone(call.getParserPosition());
    for (int i = sorts ? 1 : 0; i < wide.operandCount(); i++) {
      SqlNode operand = wide.operand(i);
      if (i == 0 || (isDistinct && operand instanceof SqlNodeList)) {
        wide.setOperand(i, cast(operand, piece, text));
      }
    }
    return wide;
  }

  private static boolean joins(SqlCall call) {
    return switch (call.getOperator().getName().toUpperCase(Locale.ROOT)) {
      case "LISTAGG", "STRING_AGG", "GROUP_CONCAT" -> call.operandCount() > 0;
      default -> false;
    };
  }

  /** Of no rows there is no text. */
  private static SqlNode text(SqlNode piece, SqlParserPos pos) {
    return SqlNodes.when(
        SqlLiteral.createBoolean(true, pos), SqlNodes.cast(piece, SqlTypeName.VARCHAR, pos), pos);
  }

  private static SqlNode piece(SqlNode text) {
    return ((SqlCall) ((SqlCase) text).getThenOperands().get(0)).operand(0);
  }

  /** What is sorted by is what is joined: DISTINCT knows no other key. */
  private static SqlNode cast(SqlNode node, SqlNode piece, SqlNode text) {
    return node instanceof SqlNodeList keys
        ? new SqlNodeList(
            keys.stream().map(key -> cast(key, piece, text)).toList(), node.getParserPosition())
        : SqlNodes.withSortKey(node, key -> key.equalsDeep(piece, Litmus.IGNORE) ? text : key);
  }
}
