package io.github.helpcrunchjdbc.plan.calcite.aggregate;

import io.github.helpcrunchjdbc.plan.rex.ExpressionWriter;
import io.github.helpcrunchjdbc.plan.rex.WindowCall;
import java.util.List;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rex.RexBuilder;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.rex.RexWindowBounds;
import org.apache.calcite.sql.fun.SqlStdOperatorTable;
import org.apache.calcite.sql.type.SqlTypeName;

/**
 * Computes PERCENT_RANK and CUME_DIST by RANK and COUNT; Calcite validates them but does not
 * compute them (CALCITE-2414). Calcite 1.42.0.
 */
final class RankShares extends ExpressionWriter {
  RankShares(RexBuilder rexBuilder) {
    super(rexBuilder);
  }

  /** Returns the share of the rows before a row in the other rows of its partition. */
  RexNode percentRank(WindowCall window) {
    RelDataType bigint = types.createSqlType(SqlTypeName.BIGINT);
    RexNode rank =
        window.withFunction(bigint, SqlStdOperatorTable.RANK, List.of()).make(rexBuilder);
    RexNode others = minusOne(count(window.ofPartition()));
    RexNode share =
        call(
            SqlStdOperatorTable.DIVIDE,
            cast(SqlTypeName.DOUBLE, minusOne(rank)),
            cast(SqlTypeName.DOUBLE, others));
    return call(
        SqlStdOperatorTable.CASE,
        call(SqlStdOperatorTable.EQUALS, others, bigint(0)),
        cast(SqlTypeName.DOUBLE, bigint(0)),
        share);
  }

  /**
   * Returns the share of the rows up to a row, including equal ones, in all rows of its partition.
   */
  RexNode cumulated(WindowCall window) {
    RexNode upToHere =
        count(
            window.withFrame(
                false, RexWindowBounds.UNBOUNDED_PRECEDING, RexWindowBounds.CURRENT_ROW));
    return call(
        SqlStdOperatorTable.DIVIDE,
        cast(SqlTypeName.DOUBLE, upToHere),
        cast(SqlTypeName.DOUBLE, count(window.ofPartition())));
  }

  private RexNode count(WindowCall window) {
    RelDataType bigint = types.createSqlType(SqlTypeName.BIGINT);
    return window.withFunction(bigint, SqlStdOperatorTable.COUNT, List.of()).make(rexBuilder);
  }

  private RexNode minusOne(RexNode number) {
    return call(SqlStdOperatorTable.MINUS, number, bigint(1));
  }
}
