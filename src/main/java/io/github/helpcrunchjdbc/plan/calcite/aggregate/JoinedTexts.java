package io.github.helpcrunchjdbc.plan.calcite.aggregate;

import io.github.helpcrunchjdbc.plan.rex.SqlNodes;
import java.util.Locale;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlLiteral;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.parser.SqlParserPos;
import org.apache.calcite.sql.type.SqlTypeName;

/**
 * Makes LISTAGG, STRING_AGG and GROUP_CONCAT return text of any length. Calcite 1.42.0 gives the
 * result the type of one piece, so that a CASE or a UNION cuts it: {@code a,b,c} of three CHAR(1)
 * becomes {@code a,} beside {@code 'no'}. It also says that the result is never NULL, though it is
 * NULL for no rows (CALCITE-7705). No issue of the former was known on 2026-11-27.
 */
public final class JoinedTexts {
  private JoinedTexts() {}

  /** Returns such a call with its pieces cast, and any other call unchanged. */
  public static SqlCall rewrite(SqlCall call) {
    if (!joins(call)) {
      return call;
    }
    SqlCall wide = (SqlCall) call.clone(call.getParserPosition());
    SqlNode piece = call.operand(0);
    wide.setOperand(0, text(piece, piece.getParserPosition()));
    return wide;
  }

  private static boolean joins(SqlCall call) {
    return switch (call.getOperator().getName().toUpperCase(Locale.ROOT)) {
      case "LISTAGG", "STRING_AGG", "GROUP_CONCAT" -> call.operandCount() > 0;
      default -> false;
    };
  }

  /** The text may be NULL, because no rows have no text. */
  private static SqlNode text(SqlNode piece, SqlParserPos pos) {
    return SqlNodes.when(
        SqlLiteral.createBoolean(true, pos), SqlNodes.cast(piece, SqlTypeName.VARCHAR, pos), pos);
  }
}
