package io.github.helpcrunchjdbc.plan.calcite.value;

import com.google.common.collect.BoundType;
import com.google.common.collect.Range;
import java.time.LocalDateTime;
import java.time.temporal.ChronoUnit;
import java.time.temporal.IsoFields;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntPredicate;
import java.util.function.ToIntFunction;
import org.apache.calcite.avatica.util.TimeUnitRange;
import org.apache.calcite.plan.RelOptUtil;
import org.apache.calcite.rex.RexBuilder;
import org.apache.calcite.rex.RexCall;
import org.apache.calcite.rex.RexLiteral;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.rex.RexShuttle;
import org.apache.calcite.rex.RexUtil;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.type.SqlTypeName;
import org.jspecify.annotations.Nullable;

/**
 * Turns comparisons of a time's month, quarter, day of the month or hour into ranges of the time,
 * within the range that other terms of the condition allow, for {@link SafeDateRanges}, which names
 * the defect. Mends nothing itself.
 */
public final class ExtractRanges extends RexShuttle {
  /** The most steps of a part, such as months, that are looked through. */
  private static final int MOST_STRETCHES = 500;

  /**
   * A part of a time.
   *
   * @param step the shortest time for which the part keeps its value
   * @param mostRanges with more ranges, the additional searches would cost more than the rows that
   *     they save
   */
  private record Part(ChronoUnit step, ToIntFunction<LocalDateTime> value, int mostRanges) {}

  private static final Part MONTH = new Part(ChronoUnit.MONTHS, LocalDateTime::getMonthValue, 10);
  private static final Part QUARTER =
      new Part(ChronoUnit.MONTHS, time -> time.get(IsoFields.QUARTER_OF_YEAR), 10);
  private static final Part DAY = new Part(ChronoUnit.DAYS, LocalDateTime::getDayOfMonth, 3);
  private static final Part HOUR = new Part(ChronoUnit.HOURS, LocalDateTime::getHour, 3);

  private final RexBuilder rexBuilder;
  private final RoundedTimes times;
  private final Map<RexNode, Range<LocalDateTime>> known;

  private ExtractRanges(RexBuilder rexBuilder, Map<RexNode, Range<LocalDateTime>> known) {
    this.rexBuilder = rexBuilder;
    this.times = new RoundedTimes(rexBuilder);
    this.known = known;
  }

  /** Returns a shuttle for conditions that hold together with these terms. */
  static ExtractRanges within(RexBuilder rexBuilder, List<RexNode> terms) {
    return new ExtractRanges(rexBuilder, ranges(rexBuilder, terms));
  }

  /** Returns for each time the range that all terms together allow. */
  private static Map<RexNode, Range<LocalDateTime>> ranges(
      RexBuilder rexBuilder, List<RexNode> terms) {
    Map<RexNode, Range<LocalDateTime>> ranges = new HashMap<>();
    for (RexNode term : terms) {
      ranges(rexBuilder, term)
          .forEach(
              (time, range) ->
                  ranges.merge(
                      time,
                      range,
                      (one, other) -> one.isConnected(other) ? one.intersection(other) : one));
    }
    return ranges;
  }

  private static Map<RexNode, Range<LocalDateTime>> ranges(RexBuilder rexBuilder, RexNode term) {
    return switch (term.getKind()) {
      case AND -> ranges(rexBuilder, RelOptUtil.conjunctions(term));
      case OR -> ofAny(rexBuilder, RelOptUtil.disjunctions(term));
      case SEARCH ->
          RoundedTimes.isTime(((RexCall) term).getOperands().get(0))
              ? ranges(rexBuilder, RexUtil.expandSearch(rexBuilder, null, term))
              : Map.of();
      default -> ofComparison(term);
    };
  }

  /**
   * Returns the ranges for alternatives: a time has the span of its ranges if each alternative has
   * one.
   */
  private static Map<RexNode, Range<LocalDateTime>> ofAny(
      RexBuilder rexBuilder, List<RexNode> alternatives) {
    Map<RexNode, Range<LocalDateTime>> spans = ranges(rexBuilder, alternatives.get(0));
    for (RexNode alternative : alternatives.subList(1, alternatives.size())) {
      Map<RexNode, Range<LocalDateTime>> both = new HashMap<>();
      for (Map.Entry<RexNode, Range<LocalDateTime>> other :
          ranges(rexBuilder, alternative).entrySet()) {
        Range<LocalDateTime> span = spans.get(other.getKey());
        if (span != null) {
          both.put(other.getKey(), span.span(other.getValue()));
        }
      }
      spans = both;
    }
    return spans;
  }

  private static Map<RexNode, Range<LocalDateTime>> ofComparison(RexNode term) {
    if (!(term instanceof RexCall call)
        || !call.isA(SqlKind.COMPARISON)
        || !(call.getOperands().get(1) instanceof RexLiteral literal)
        || literal.isNull()
        || !RoundedTimes.isTime(literal)
        || !RoundedTimes.isTime(call.getOperands().get(0))) {
      return Map.of();
    }
    LocalDateTime bound = RoundedTimes.time(literal);
    return switch (call.getKind()) {
      case EQUALS -> Map.of(call.getOperands().get(0), Range.singleton(bound));
      case LESS_THAN -> Map.of(call.getOperands().get(0), Range.lessThan(bound));
      case LESS_THAN_OR_EQUAL -> Map.of(call.getOperands().get(0), Range.atMost(bound));
      case GREATER_THAN -> Map.of(call.getOperands().get(0), Range.greaterThan(bound));
      case GREATER_THAN_OR_EQUAL -> Map.of(call.getOperands().get(0), Range.atLeast(bound));
      default -> Map.of();
    };
  }

  @Override
  public RexNode visitCall(RexCall call) {
    if (call.getKind() == SqlKind.SEARCH) {
      return RoundedTimes.expanded(rexBuilder, call, this);
    }
    if (!call.isA(SqlKind.COMPARISON)) {
      return super.visitCall(call);
    }
    RexNode left = call.getOperands().get(0);
    RexNode right = call.getOperands().get(1);
    RexNode ranges =
        right instanceof RexLiteral value
            ? ranges(left, call.getKind(), value)
            : left instanceof RexLiteral value
                ? ranges(right, call.getKind().reverse(), value)
                : null;
    return ranges == null ? call : ranges;
  }

  private @Nullable RexNode ranges(RexNode extract, SqlKind operator, RexLiteral value) {
    Integer number = value.isNull() ? null : RoundedTimes.wholeNumber(value);
    IntPredicate matches = number == null ? null : matches(operator, number);
    Part part = part(extract);
    Range<LocalDateTime> range =
        part == null ? null : known.get(((RexCall) extract).getOperands().get(1));
    if (matches == null
        || part == null
        || range == null
        || (part.equals(HOUR) && isDate(((RexCall) extract).getOperands().get(1)))
        || !range.hasLowerBound()
        || !range.hasUpperBound()
        || !RoundedTimes.hasEnds(range.lowerEndpoint().getYear())
        || !RoundedTimes.hasEnds(range.upperEndpoint().getYear())) {
      return null;
    }
    return ranges(((RexCall) extract).getOperands().get(1), range, part, matches);
  }

  /**
   * Returns whether a time is a DATE. Its bounds are whole days, so no range of hours fits between
   * them.
   */
  private static boolean isDate(RexNode time) {
    return time.getType().getSqlTypeName() == SqlTypeName.DATE;
  }

  private static @Nullable Part part(RexNode extract) {
    if (extract.getKind() != SqlKind.EXTRACT) {
      return null;
    }
    TimeUnitRange unit = RoundedTimes.unit(((RexCall) extract).getOperands().get(0));
    return unit == TimeUnitRange.MONTH
        ? MONTH
        : unit == TimeUnitRange.QUARTER
            ? QUARTER
            : unit == TimeUnitRange.DAY ? DAY : unit == TimeUnitRange.HOUR ? HOUR : null;
  }

  private static @Nullable IntPredicate matches(SqlKind operator, int number) {
    return switch (operator) {
      case EQUALS -> each -> each == number;
      case LESS_THAN -> each -> each < number;
      case LESS_THAN_OR_EQUAL -> each -> each <= number;
      case GREATER_THAN -> each -> each > number;
      case GREATER_THAN_OR_EQUAL -> each -> each >= number;
      default -> null;
    };
  }

  /**
   * Returns a condition with one range for each run of matching steps; null if there are too many.
   */
  private @Nullable RexNode ranges(
      RexNode time, Range<LocalDateTime> within, Part part, IntPredicate matches) {
    LocalDateTime start =
        part.step() == ChronoUnit.MONTHS
            ? within.lowerEndpoint().toLocalDate().withDayOfMonth(1).atStartOfDay()
            : within.lowerEndpoint().truncatedTo(part.step());
    if (part.step().between(start, within.upperEndpoint()) > MOST_STRETCHES) {
      return null;
    }
    List<RexNode> ranges = new ArrayList<>();
    LocalDateTime from = null;
    LocalDateTime at = start;
    for (; from != null || isBeforeEnd(at, within); at = at.plus(1, part.step())) {
      boolean match = isBeforeEnd(at, within) && matches.test(part.value().applyAsInt(at));
      if (match && from == null) {
        from = at;
      } else if (!match && from != null) {
        ranges.add(times.and(times.from(time, from), times.before(time, at)));
        from = null;
      }
    }
    if (ranges.size() > part.mostRanges()) {
      return null;
    }
    // An empty range is false for each time, and unknown for NULL.
    return ranges.isEmpty()
        ? times.and(times.from(time, start), times.before(time, start))
        : RexUtil.composeDisjunction(rexBuilder, ranges);
  }

  private static boolean isBeforeEnd(LocalDateTime time, Range<LocalDateTime> range) {
    int order = time.compareTo(range.upperEndpoint());
    return order < 0 || (order == 0 && range.upperBoundType() == BoundType.CLOSED);
  }
}
