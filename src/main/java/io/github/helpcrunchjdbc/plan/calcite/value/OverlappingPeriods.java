package io.github.helpcrunchjdbc.plan.calcite.value;

import io.github.helpcrunchjdbc.plan.rex.ExpressionWriter;
import org.apache.calcite.rex.RexBuilder;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.fun.SqlStdOperatorTable;
import org.apache.calcite.sql.type.SqlTypeUtil;
import org.apache.calcite.sql2rel.SqlRexContext;

/**
 * Converts OVERLAPS as the standard defines it. A period does not overlap one that begins when it
 * ends. Two periods that begin together overlap. If one field is NULL, the others may still make it
 * TRUE. In Calcite 1.42.0 periods that only touch overlap, and a period whose end is NULL counts as
 * one whose start is NULL; no issue known on 2026-11-26.
 */
public final class OverlappingPeriods extends ExpressionWriter {
  private record Period(RexNode start, RexNode end) {}

  private OverlappingPeriods(RexBuilder rexBuilder) {
    super(rexBuilder);
  }

  /** Converts a call of OVERLAPS. */
  public static RexNode convert(SqlRexContext context, SqlCall call) {
    OverlappingPeriods writer = new OverlappingPeriods(context.getRexBuilder());
    return writer.overlap(
        writer.period(context, call.operand(0)), writer.period(context, call.operand(1)));
  }

  private Period period(SqlRexContext context, SqlNode node) {
    if (node.getKind() != SqlKind.ROW) {
      RexNode time = context.convertExpression(node);
      return new Period(time, time);
    }
    SqlNode first = ((SqlCall) node).operand(0);
    SqlNode second = ((SqlCall) node).operand(1);
    boolean lasts = SqlTypeUtil.isInterval(context.getValidator().getValidatedNodeType(second));
    RexNode from = context.convertExpression(first);
    RexNode to =
        context.convertExpression(
            lasts
                ? SqlStdOperatorTable.PLUS.createCall(node.getParserPosition(), first, second)
                : second);
    RexNode isSwapped =
        call(
            SqlStdOperatorTable.OR,
            call(SqlStdOperatorTable.IS_NULL, from),
            call(SqlStdOperatorTable.GREATER_THAN, from, to));
    return new Period(
        call(SqlStdOperatorTable.CASE, isSwapped, to, from),
        call(SqlStdOperatorTable.CASE, isSwapped, from, to));
  }

  private RexNode overlap(Period one, Period other) {
    RexNode ends =
        call(
            SqlStdOperatorTable.OR,
            call(SqlStdOperatorTable.EQUALS, one.end, other.end),
            call(SqlStdOperatorTable.NOT_EQUALS, one.end, other.end));
    return call(
        SqlStdOperatorTable.OR,
        call(
            SqlStdOperatorTable.AND,
            call(SqlStdOperatorTable.EQUALS, one.start, other.start),
            ends),
        startsWithin(one, other),
        startsWithin(other, one));
  }

  /**
   * Returns whether a period starts within another that started before. No period ends before it
   * starts, so the last comparison is never true. But it is unknown if the period has no end, and
   * then the whole is unknown instead of FALSE.
   */
  private RexNode startsWithin(Period inner, Period outer) {
    return call(
        SqlStdOperatorTable.AND,
        call(SqlStdOperatorTable.GREATER_THAN, inner.start, outer.start),
        call(
            SqlStdOperatorTable.OR,
            call(SqlStdOperatorTable.LESS_THAN, inner.start, outer.end),
            call(SqlStdOperatorTable.LESS_THAN, inner.end, inner.start)));
  }
}
