package io.github.helpcrunchjdbc.plan.calcite.value;

import io.github.helpcrunchjdbc.plan.rex.CustomerTypes;
import io.github.helpcrunchjdbc.plan.rex.IsoTimes;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.List;
import org.apache.calcite.avatica.util.TimeUnitRange;
import org.apache.calcite.rex.RexBuilder;
import org.apache.calcite.rex.RexCall;
import org.apache.calcite.rex.RexLiteral;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlOperator;
import org.apache.calcite.sql.type.SqlTypeName;

/**
 * Casts a TIMESTAMP that is compared with a TIMESTAMP WITH LOCAL TIME ZONE to one, for {@link
 * FixedRexBuilder}. A literal TIMESTAMP WITH TIME ZONE, or the cast of a literal to the other type,
 * becomes the time of the clock instead, if the clock shows it once: it can be searched for.
 * Calcite 1.42.0 compares the milliseconds of the clock with those since 1970; no issue known on
 * 2026-11-28.
 */
public final class ComparedInstants {
  private ComparedInstants() {}

  /** Returns a call's operands, with such casts or clock times if the call compares them. */
  static List<RexNode> of(
      FixedRexBuilder rexBuilder, SqlOperator operator, List<RexNode> operands) {
    boolean compares =
        SqlKind.COMPARISON.contains(operator.getKind())
            || operator.getKind() == SqlKind.IS_DISTINCT_FROM
            || operator.getKind() == SqlKind.IS_NOT_DISTINCT_FROM;
    if (!compares || operands.stream().noneMatch(one -> is(one, SqlTypeName.TIMESTAMP))) {
      return operands;
    }
    List<RexNode> shown = operands.stream().map(one -> onClock(rexBuilder, one)).toList();
    RexNode instant =
        shown.stream()
            .filter(one -> is(one, SqlTypeName.TIMESTAMP_WITH_LOCAL_TIME_ZONE))
            .findFirst()
            .orElse(null);
    return instant == null
        ? shown
        : shown.stream()
            .map(
                one ->
                    is(one, SqlTypeName.TIMESTAMP)
                        ? rexBuilder.ensureType(instant.getType(), one, true)
                        : one)
            .toList();
  }

  private static RexNode onClock(FixedRexBuilder rexBuilder, RexNode one) {
    boolean isCast = is(one, SqlTypeName.TIMESTAMP_WITH_LOCAL_TIME_ZONE) && one.isA(SqlKind.CAST);
    RexNode constant = isCast ? ((RexCall) one).getOperands().get(0) : one;
    Long millis =
        is(constant, isCast ? SqlTypeName.TIMESTAMP : SqlTypeName.TIMESTAMP_TZ)
                && constant instanceof RexLiteral literal
            ? literal.getValueAs(Long.class)
            : null;
    if (millis == null) {
      return one;
    }
    LocalDateTime time =
        Instant.ofEpochMilli(millis)
            .atZone(isCast ? ZoneOffset.UTC : rexBuilder.zone())
            .toLocalDateTime();
    return rexBuilder.zone().getRules().getValidOffsets(time).size() == 1
        ? rexBuilder.makeTimestampLiteral(IsoTimes.timestamp(time), CustomerTypes.TIME_PRECISION)
        : one;
  }

  /** Returns operands as the clock shows them, if an instant's parts or its day are asked for. */
  static List<RexNode> ofParts(
      RexBuilder rexBuilder, SqlOperator operator, List<RexNode> operands) {
    return switch (operator.getKind()) {
      case EXTRACT, FLOOR, CEIL ->
          operands.get(0) instanceof RexLiteral unit && unit.getValue() == TimeUnitRange.EPOCH
              ? operands
              : operands.stream().map(one -> shown(rexBuilder, one)).toList();
      default -> operands;
    };
  }

  /** Returns a value as the zone's clock shows it; Calcite gives an instant's time in UTC. */
  public static RexNode shown(RexBuilder rexBuilder, RexNode value) {
    return is(value, SqlTypeName.TIMESTAMP_WITH_LOCAL_TIME_ZONE)
        ? rexBuilder.makeCast(
            CustomerTypes.of(
                rexBuilder.getTypeFactory(), SqlTypeName.TIMESTAMP, value.getType().isNullable()),
            value)
        : value;
  }

  private static boolean is(RexNode node, SqlTypeName type) {
    return node.getType().getSqlTypeName() == type;
  }
}
