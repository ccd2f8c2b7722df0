package io.github.helpcrunchjdbc.plan.calcite.value;

import com.google.common.collect.ImmutableMap;
import io.github.helpcrunchjdbc.plan.rex.IsoTimes;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import org.apache.calcite.avatica.util.TimeUnitRange;
import org.apache.calcite.rex.RexBuilder;
import org.apache.calcite.rex.RexCall;
import org.apache.calcite.rex.RexLiteral;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.rex.RexShuttle;
import org.apache.calcite.rex.RexUtil;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlOperator;
import org.apache.calcite.sql.fun.SqlStdOperatorTable;
import org.apache.calcite.sql.type.SqlTypeName;
import org.apache.calcite.util.DateString;
import org.jspecify.annotations.Nullable;

/**
 * Turns comparisons of a rounded time, or of its year, into ranges of the time, for {@link
 * SafeDateRanges}.
 */
public record RoundedTimes(RexBuilder rexBuilder) {
  private static final int FIRST_YEAR = 2;

  private static final int LAST_YEAR = 9998;

  private static final Map<TimeUnitRange, ChronoUnit> UNITS =
      ImmutableMap.of(
          TimeUnitRange.YEAR, ChronoUnit.YEARS,
          TimeUnitRange.MONTH, ChronoUnit.MONTHS,
          TimeUnitRange.DAY, ChronoUnit.DAYS,
          TimeUnitRange.HOUR, ChronoUnit.HOURS,
          TimeUnitRange.MINUTE, ChronoUnit.MINUTES,
          TimeUnitRange.SECOND, ChronoUnit.SECONDS);

  /** Returns whether an expression rounds a time, or takes a part of it. */
  static boolean isOne(RexNode expression) {
    return (expression.getKind() == SqlKind.EXTRACT
            || expression.getKind() == SqlKind.FLOOR
            || expression.getKind() == SqlKind.CEIL)
        && ((RexCall) expression).getOperands().size() == 2;
  }

  /**
   * Returns a search of such an expression as ranges, made by {@code shuttle}; the search itself if
   * there are none.
   */
  static RexNode expanded(RexBuilder rexBuilder, RexCall search, RexShuttle shuttle) {
    if (!isOne(search.getOperands().get(0))) {
      return search;
    }
    RexNode comparisons = RexUtil.expandSearch(rexBuilder, null, search);
    RexNode ranges = comparisons.accept(shuttle);
    // Plain comparisons would be made a search again.
    return ranges.equals(comparisons) ? search : ranges;
  }

  /** Returns whether both ends of each range within a year can be written. */
  static boolean hasEnds(int year) {
    return year >= FIRST_YEAR && year <= LAST_YEAR;
  }

  /** Returns the range that a comparison means, null if none is known. */
  @Nullable RexNode range(RexCall comparison) {
    RexNode left = comparison.getOperands().get(0);
    RexNode right = comparison.getOperands().get(1);
    if (right instanceof RexLiteral value && isOne(left)) {
      return range((RexCall) left, comparison.getKind(), value);
    }
    return left instanceof RexLiteral value && isOne(right)
        ? range((RexCall) right, comparison.getKind().reverse(), value)
        : null;
  }

  private @Nullable RexNode range(RexCall call, SqlKind operator, RexLiteral value) {
    boolean part = call.getKind() == SqlKind.EXTRACT;
    RexNode time = call.getOperands().get(part ? 1 : 0);
    TimeUnitRange unit = unit(call.getOperands().get(part ? 0 : 1));
    if (value.isNull() || !isTime(time) || !RexUtil.isDeterministic(time)) {
      return null;
    }
    if (part) {
      Integer year = unit == TimeUnitRange.YEAR ? wholeNumber(value) : null;
      return year == null || !hasEnds(year)
          ? null
          : floor(time, operator, LocalDateTime.of(year, 1, 1, 0, 0), ChronoUnit.YEARS);
    }
    ChronoUnit length = unit == null ? null : UNITS.get(unit);
    LocalDateTime bound = isTime(value) ? time(value) : null;
    if (length == null || bound == null || !hasEnds(bound.getYear())) {
      return null;
    }
    if (length.isTimeBased() && time.getType().getSqlTypeName() == SqlTypeName.DATE) {
      length = ChronoUnit.DAYS;
    }
    return call.getKind() == SqlKind.FLOOR
        ? floor(time, operator, bound, length)
        : ceil(time, operator, bound, length);
  }

  /**
   * Compares a time rounded down: it is before a bound if the time is before the first round time
   * at or after the bound.
   */
  private @Nullable RexNode floor(
      RexNode time, SqlKind operator, LocalDateTime bound, ChronoUnit unit) {
    LocalDateTime start = start(bound, unit);
    LocalDateTime next = start.plus(1, unit);
    LocalDateTime second = start.equals(bound) ? start : next;
    return switch (operator) {
      case LESS_THAN -> before(time, second);
      case GREATER_THAN_OR_EQUAL -> from(time, second);
      case LESS_THAN_OR_EQUAL -> before(time, next);
      case GREATER_THAN -> from(time, next);
      // If the bound is not round, this range is empty.
      case EQUALS -> and(from(time, second), before(time, next));
      default -> null;
    };
  }

  /**
   * Compares a time rounded up: it is after a bound if the time is after the last round time at or
   * before the bound.
   */
  private @Nullable RexNode ceil(
      RexNode time, SqlKind operator, LocalDateTime bound, ChronoUnit unit) {
    LocalDateTime start = start(bound, unit);
    LocalDateTime last = start.equals(bound) ? start.minus(1, unit) : start;
    return switch (operator) {
      case LESS_THAN -> compare(SqlStdOperatorTable.LESS_THAN_OR_EQUAL, time, last);
      case GREATER_THAN_OR_EQUAL -> compare(SqlStdOperatorTable.GREATER_THAN, time, last);
      case LESS_THAN_OR_EQUAL -> compare(SqlStdOperatorTable.LESS_THAN_OR_EQUAL, time, start);
      case GREATER_THAN -> compare(SqlStdOperatorTable.GREATER_THAN, time, start);
      case EQUALS ->
          and(
              compare(SqlStdOperatorTable.GREATER_THAN, time, last),
              compare(SqlStdOperatorTable.LESS_THAN_OR_EQUAL, time, start));
      default -> null;
    };
  }

  private static LocalDateTime start(LocalDateTime time, ChronoUnit unit) {
    return switch (unit) {
      case YEARS -> time.truncatedTo(ChronoUnit.DAYS).withDayOfYear(1);
      case MONTHS -> time.truncatedTo(ChronoUnit.DAYS).withDayOfMonth(1);
      default -> time.truncatedTo(unit);
    };
  }

  RexNode from(RexNode time, LocalDateTime bound) {
    return compare(SqlStdOperatorTable.GREATER_THAN_OR_EQUAL, time, bound);
  }

  RexNode before(RexNode time, LocalDateTime bound) {
    return compare(SqlStdOperatorTable.LESS_THAN, time, bound);
  }

  RexNode and(RexNode one, RexNode other) {
    return rexBuilder.makeCall(SqlStdOperatorTable.AND, one, other);
  }

  private RexNode compare(SqlOperator operator, RexNode time, LocalDateTime bound) {
    RexNode literal =
        time.getType().getSqlTypeName() == SqlTypeName.DATE
            ? rexBuilder.makeDateLiteral(new DateString(bound.toLocalDate().toString()))
            : rexBuilder.makeTimestampLiteral(
                IsoTimes.timestamp(bound), Math.max(0, time.getType().getPrecision()));
    return rexBuilder.makeCall(operator, time, literal);
  }

  static @Nullable TimeUnitRange unit(RexNode flag) {
    return flag instanceof RexLiteral literal && literal.getValue() instanceof TimeUnitRange unit
        ? unit
        : null;
  }

  static boolean isTime(RexNode node) {
    SqlTypeName type = node.getType().getSqlTypeName();
    return type == SqlTypeName.TIMESTAMP || type == SqlTypeName.DATE;
  }

  static @Nullable Integer wholeNumber(RexLiteral literal) {
    BigDecimal value =
        literal.getValue() instanceof BigDecimal number ? number.stripTrailingZeros() : null;
    return value == null || value.scale() > 0 || value.precision() - value.scale() > 6
        ? null
        : value.intValueExact();
  }

  static LocalDateTime time(RexLiteral literal) {
    if (literal.getType().getSqlTypeName() == SqlTypeName.DATE) {
      return LocalDate.ofEpochDay(literal.getValueAs(Integer.class)).atStartOfDay();
    }
    long millis = literal.getValueAs(Long.class);
    return LocalDateTime.ofEpochSecond(
        Math.floorDiv(millis, 1000L),
        (int) Math.floorMod(millis, 1000L) * 1_000_000,
        ZoneOffset.UTC);
  }
}
