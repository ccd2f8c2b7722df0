package io.github.helpcrunchjdbc.plan.calcite.aggregate;

import io.github.helpcrunchjdbc.error.ErrorCode;
import io.github.helpcrunchjdbc.error.HelpCrunchException;
import io.github.helpcrunchjdbc.plan.rex.ExpressionWriter;
import io.github.helpcrunchjdbc.plan.rex.WindowCall;
import java.util.List;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rex.RexBuilder;
import org.apache.calcite.rex.RexLiteral;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.rex.RexWindowExclusion;
import org.apache.calcite.sql.fun.SqlStdOperatorTable;
import org.apache.calcite.sql.type.SqlTypeName;

/**
 * Frames that Calcite 1.42.0 gets wrong: an order by a constant, for which its code does not
 * compile; EXCLUDE, after which MIN, MAX and SUM of no row are what they begin with, and EXCLUDE
 * TIES, which it leaves out. No issue known on 2026-11-26.
 */
final class SoundFrames extends ExpressionWriter {
  SoundFrames(RexBuilder rexBuilder) {
    super(rexBuilder);
  }

  /**
   * The same window, in the order of what is no constant.
   *
   * @throws HelpCrunchException NOT_SUPPORTED for EXCLUDE TIES
   */
  static WindowCall checked(WindowCall window) {
    if (window.exclude() == RexWindowExclusion.EXCLUDE_TIES) {
      throw new HelpCrunchException(ErrorCode.NOT_SUPPORTED, "EXCLUDE TIES is not supported");
    }
    return window.function().requiresOrder()
        ? window
        : window.withOrder(
            window.order().stream().filter(key -> !(key.left instanceof RexLiteral)).toList());
  }

  /** A value over a window, NULL where all its rows are excluded. */
  RexNode ofAny(WindowCall window, RexNode value) {
    if (window.exclude() == RexWindowExclusion.EXCLUDE_NO_OTHER) {
      return value;
    }
    return switch (window.function().getName()) {
      case "MIN", "MAX", "SUM", "$SUM0" -> ofCounted(window, value);
      default -> value;
    };
  }

  private RexNode ofCounted(WindowCall window, RexNode value) {
    RelDataType bigint = types.createSqlType(SqlTypeName.BIGINT);
    RexNode count =
        window.withFunction(bigint, SqlStdOperatorTable.COUNT, window.operands()).make(rexBuilder);
    RelDataType type = types.createTypeWithNullability(value.getType(), true);
    return rexBuilder.makeCall(
        type,
        SqlStdOperatorTable.CASE,
        List.of(
            call(SqlStdOperatorTable.GREATER_THAN, count, bigint(0)),
            value,
            rexBuilder.makeNullLiteral(type)));
  }

  /** One of two values: that of rows whose key is NULL, and that of the others. */
  RexNode byKey(RexNode key, RexNode ofNull, RexNode ofOthers) {
    return call(SqlStdOperatorTable.CASE, call(SqlStdOperatorTable.IS_NULL, key), ofNull, ofOthers);
  }
}
