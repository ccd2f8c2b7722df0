package io.github.helpcrunchjdbc.plan.calcite;

import io.github.helpcrunchjdbc.plan.rex.WindowCall;
import java.math.BigDecimal;
import java.util.List;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rel.type.RelDataTypeFactory;
import org.apache.calcite.rex.RexBuilder;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.rex.RexWindowBounds;
import org.apache.calcite.sql.SqlOperator;
import org.apache.calcite.sql.fun.SqlStdOperatorTable;
import org.apache.calcite.sql.type.SqlTypeName;

/**
 * PERCENT_RANK and CUME_DIST, which Calcite validates but does not compute (CALCITE-2414), by RANK
 * and COUNT. Calcite 1.42.0.
 */
final class RankShares {
  private final RexBuilder rexBuilder;
  private final RelDataTypeFactory types;

  RankShares(RexBuilder rexBuilder) {
    this.rexBuilder = rexBuilder;
    this.types = rexBuilder.getTypeFactory();
  }

  /** How many rank before a row, of all others of its partition. */
  RexNode percentRank(WindowCall window) {
    RelDataType bigint = types.createSqlType(SqlTypeName.BIGINT);
    RexNode rank =
        window.withFunction(bigint, SqlStdOperatorTable.RANK, List.of()).make(rexBuilder);
    RexNode others = minusOne(count(window.ofPartition()));
    RexNode share = call(SqlStdOperatorTable.DIVIDE, asDouble(minusOne(rank)), asDouble(others));
    return call(
        SqlStdOperatorTable.CASE,
        call(SqlStdOperatorTable.EQUALS, others, whole(0)),
        asDouble(whole(0)),
        share);
  }

  /** How many rank with a row or before it, of all of its partition. */
  RexNode cumulated(WindowCall window) {
    RexNode upToHere =
        count(
            window.withFrame(
                false, RexWindowBounds.UNBOUNDED_PRECEDING, RexWindowBounds.CURRENT_ROW));
    return call(
        SqlStdOperatorTable.DIVIDE, asDouble(upToHere), asDouble(count(window.ofPartition())));
  }

  private RexNode count(WindowCall window) {
    RelDataType bigint = types.createSqlType(SqlTypeName.BIGINT);
    return window.withFunction(bigint, SqlStdOperatorTable.COUNT, List.of()).make(rexBuilder);
  }

  private RexNode minusOne(RexNode number) {
    return call(SqlStdOperatorTable.MINUS, number, whole(1));
  }

  private RexNode whole(long value) {
    return rexBuilder.makeExactLiteral(
        BigDecimal.valueOf(value), types.createSqlType(SqlTypeName.BIGINT));
  }

  private RexNode asDouble(RexNode number) {
    return rexBuilder.makeCast(types.createSqlType(SqlTypeName.DOUBLE), number);
  }

  private RexNode call(SqlOperator operator, RexNode... operands) {
    return rexBuilder.makeCall(operator, operands);
  }
}
