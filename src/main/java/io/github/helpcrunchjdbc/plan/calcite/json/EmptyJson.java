package io.github.helpcrunchjdbc.plan.calcite.json;

import io.github.helpcrunchjdbc.plan.rex.SqlNodes;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlLiteral;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlNodeList;
import org.apache.calcite.sql.SqlSelect;
import org.apache.calcite.sql.fun.SqlStdOperatorTable;
import org.apache.calcite.sql.parser.SqlParserPos;
import org.apache.calcite.sql.type.SqlTypeName;
import org.apache.calcite.sql.util.SqlShuttle;
import org.jspecify.annotations.Nullable;

/**
 * Makes JSON_ARRAYAGG and JSON_OBJECTAGG of no rows NULL, as the standard says. Calcite 1.42.0
 * makes an empty list or object, and says that the result is never NULL. CALCITE-6008 and
 * CALCITE-7705 are of ARRAY_AGG and LISTAGG; no issue of these was known on 2026-11-26. The results
 * have any length; Calcite's are VARCHAR(2000).
 */
public final class EmptyJson extends SqlShuttle {
  private EmptyJson() {}

  /** Changes a query without GROUP BY, whose only group may have no rows. */
  public static void mend(SqlSelect select) {
    select.setSelectList((SqlNodeList) select.getSelectList().accept(new EmptyJson()));
    SqlNode having = select.getHaving();
    select.setHaving(having == null ? null : having.accept(new EmptyJson()));
  }

  @Override
  public @Nullable SqlNode visit(SqlCall call) {
    if (call.getKind() == SqlKind.OVER || call.isA(SqlKind.QUERY)) {
      return call;
    }
    SqlNode aggregate = call.getKind() == SqlKind.WITHIN_GROUP ? call.operand(0) : call;
    return aggregate.getKind() == SqlKind.JSON_ARRAYAGG
            || aggregate.getKind() == SqlKind.JSON_OBJECTAGG
        ? ofRows(call)
        : super.visit(call);
  }

  private static SqlNode ofRows(SqlCall json) {
    SqlParserPos pos = json.getParserPosition();
    SqlNode rows = SqlStdOperatorTable.COUNT.createCall(pos, SqlIdentifier.star(pos));
    SqlNode some =
        SqlStdOperatorTable.GREATER_THAN.createCall(
            pos, rows, SqlLiteral.createExactNumeric("0", pos));
    return SqlNodes.when(some, SqlNodes.cast(json, SqlTypeName.VARCHAR, pos), pos);
  }
}
