package io.github.helpcrunchjdbc.plan.rel.totals;

import io.github.helpcrunchjdbc.plan.exec.totals.TimeUnits;
import java.math.BigDecimal;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.apache.calcite.avatica.util.TimeUnit;
import org.apache.calcite.avatica.util.TimeUnitRange;
import org.apache.calcite.rex.RexCall;
import org.apache.calcite.rex.RexInputRef;
import org.apache.calcite.rex.RexLiteral;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.type.SqlTypeName;
import org.jspecify.annotations.Nullable;

/** Finds the unit from which expressions over a time can be computed. */
final class KeyFunction {
  /** Formats of TO_CHAR that show no unit finer than an hour. */
  private static final Pattern COARSE =
      Pattern.compile(
          "(?i)(?:(?<HOUR>HH24)|(?<DAY>DAY|DY|D+)|(?<MONTH>MONTH|MON|MM)|(?<QUARTER>Q)"
              + "|YYYY|[-/. :,]|\"[^\"]*\")*");

  private KeyFunction() {}

  /**
   * Returns the coarsest unit from which all keys can be computed, null for none.
   *
   * @param isOnly whether the statement reads nothing else; only then do formats have a unit, and
   *     weeks from Monday on, which are FLOOR of the day before
   */
  static @Nullable TimeUnits unit(List<RexNode> keys, boolean isOnly) {
    TimeUnits all = null;
    for (RexNode key : keys) {
      TimeUnits unit = unit(key, isOnly);
      if (unit == null) {
        return null;
      }
      all = all == null ? unit : all.with(unit);
    }
    return all;
  }

  private static @Nullable TimeUnits unit(RexNode node, boolean isOnly) {
    if (!(node instanceof RexCall call)) {
      return null;
    }
    if (call.getKind() == SqlKind.FLOOR && call.operands.size() == 2) {
      TimeUnits unit = unitOf(call.operands.get(1), true);
      if (isTime(call, 0)) {
        return unit;
      } else if (isOnly && unit == TimeUnits.WEEK && isDayBefore(call.operands.get(0))) {
        // A week from Monday is written as that of the day before.
        return TimeUnits.ISOWEEK;
      }
    }
    if (call.getKind() == SqlKind.EXTRACT && isTime(call, 1)) {
      return unitOf(call.operands.get(0), false);
    }
    if (call.getKind() == SqlKind.CAST
        && call.getType().getSqlTypeName() == SqlTypeName.DATE
        && isTime(call, 0)) {
      return TimeUnits.DAY;
    }
    if (call.getOperator().getName().equals("TO_CHAR") && isTime(call, 0)) {
      return isOnly && call.operands.get(1) instanceof RexLiteral format
          ? unitOf(String.valueOf(format.getValueAs(String.class)))
          : null;
    }
    return unit(
        call.operands.stream().filter(operand -> !(operand instanceof RexLiteral)).toList(),
        isOnly);
  }

  /** Returns the finest unit that a format of TO_CHAR shows, null if it may be below an hour. */
  private static @Nullable TimeUnits unitOf(String format) {
    Matcher shown = COARSE.matcher(format);
    return shown.matches()
        ? Stream.of(TimeUnits.HOUR, TimeUnits.DAY, TimeUnits.MONTH, TimeUnits.QUARTER)
            .filter(unit -> shown.group(unit.name()) != null)
            .findFirst()
            .orElse(TimeUnits.YEAR)
        : null;
  }

  private static boolean isDayBefore(RexNode node) {
    return node instanceof RexCall call
        && call.getKind() == SqlKind.MINUS
        && isTime(call, 0)
        && call.operands.get(1) instanceof RexLiteral by
        && by.getType().getSqlTypeName() == SqlTypeName.INTERVAL_DAY
        && by.getValue() instanceof BigDecimal millis
        && millis.compareTo(TimeUnit.DAY.multiplier) == 0;
  }

  private static boolean isTime(RexCall call, int operand) {
    return call.operands.get(operand) instanceof RexInputRef ref
        && ref.getType().getSqlTypeName() == SqlTypeName.TIMESTAMP;
  }

  private static @Nullable TimeUnits unitOf(RexNode flag, boolean rounds) {
    if (!(flag instanceof RexLiteral literal)
        || !(literal.getValue() instanceof TimeUnitRange range)) {
      return null;
    }
    return switch (range) {
      case YEAR, DECADE, CENTURY, MILLENNIUM -> TimeUnits.YEAR;
      case ISOYEAR -> TimeUnits.ISOWEEK;
      case QUARTER -> TimeUnits.QUARTER;
      case MONTH -> TimeUnits.MONTH;
      case WEEK -> rounds ? TimeUnits.WEEK : TimeUnits.ISOWEEK;
      case DAY, DOW, ISODOW, DOY -> TimeUnits.DAY;
      case HOUR -> TimeUnits.HOUR;
      default -> null;
    };
  }
}
