package io.github.helpcrunchjdbc.plan.calcite;

import com.google.common.collect.BoundType;
import com.google.common.collect.Range;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntPredicate;
import org.apache.calcite.avatica.util.TimeUnitRange;
import org.apache.calcite.plan.RelOptUtil;
import org.apache.calcite.rex.RexBuilder;
import org.apache.calcite.rex.RexCall;
import org.apache.calcite.rex.RexLiteral;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.rex.RexShuttle;
import org.apache.calcite.rex.RexUtil;
import org.apache.calcite.sql.SqlKind;
import org.jspecify.annotations.Nullable;

/**
 * Comparisons of a time's month as ranges of the time, within the years that what stands beside
 * them leaves, for {@link SafeDateRanges}.
 */
final class MonthRanges extends RexShuttle {
  /** Of so many years each month is a range. */
  private static final int MOST_YEARS = 10;

  private static final int MONTHS = 12;

  private final RexBuilder rexBuilder;
  private final RoundedTimes times;
  private final Map<RexNode, Range<LocalDateTime>> known;

  private MonthRanges(RexBuilder rexBuilder, Map<RexNode, Range<LocalDateTime>> known) {
    this.rexBuilder = rexBuilder;
    this.times = new RoundedTimes(rexBuilder);
    this.known = known;
  }

  /** For what stands beside these terms, all of which hold. */
  static MonthRanges within(RexBuilder rexBuilder, List<RexNode> terms) {
    return new MonthRanges(rexBuilder, ranges(terms));
  }

  /** By time what these terms together leave of it. */
  private static Map<RexNode, Range<LocalDateTime>> ranges(List<RexNode> terms) {
    Map<RexNode, Range<LocalDateTime>> ranges = new HashMap<>();
    for (RexNode term : terms) {
      ranges(term)
          .forEach(
              (time, range) ->
                  ranges.merge(
                      time,
                      range,
                      (one, other) -> one.isConnected(other) ? one.intersection(other) : one));
    }
    return ranges;
  }

  private static Map<RexNode, Range<LocalDateTime>> ranges(RexNode term) {
    return switch (term.getKind()) {
      case AND -> ranges(RelOptUtil.conjunctions(term));
      case OR -> ofAny(RelOptUtil.disjunctions(term));
      default -> ofComparison(term);
    };
  }

  /** A time is in the span of all ranges if each alternative has one. */
  private static Map<RexNode, Range<LocalDateTime>> ofAny(List<RexNode> alternatives) {
    Map<RexNode, Range<LocalDateTime>> spans = ranges(alternatives.get(0));
    for (RexNode alternative : alternatives.subList(1, alternatives.size())) {
      Map<RexNode, Range<LocalDateTime>> both = new HashMap<>();
      for (Map.Entry<RexNode, Range<LocalDateTime>> other : ranges(alternative).entrySet()) {
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

  private @Nullable RexNode ranges(RexNode part, SqlKind operator, RexLiteral value) {
    Integer month = value.isNull() ? null : RoundedTimes.wholeNumber(value);
    IntPredicate matches = month == null ? null : matches(operator, month);
    if (matches == null
        || part.getKind() != SqlKind.EXTRACT
        || RoundedTimes.unit(((RexCall) part).getOperands().get(0)) != TimeUnitRange.MONTH) {
      return null;
    }
    RexNode time = ((RexCall) part).getOperands().get(1);
    Range<LocalDateTime> range = known.get(time);
    if (range == null || !range.hasLowerBound() || !range.hasUpperBound()) {
      return null;
    }
    int first = range.lowerEndpoint().getYear();
    LocalDateTime end = range.upperEndpoint();
    boolean atStart =
        range.upperBoundType() == BoundType.OPEN
            && end.getDayOfYear() == 1
            && end.toLocalTime().toNanoOfDay() == 0;
    int last = end.getYear() - (atStart ? 1 : 0);
    boolean writable = RoundedTimes.hasEnds(first) && RoundedTimes.hasEnds(last);
    return writable && last - first < MOST_YEARS ? ranges(time, first, last, matches) : null;
  }

  private static @Nullable IntPredicate matches(SqlKind operator, int month) {
    return switch (operator) {
      case EQUALS -> each -> each == month;
      case LESS_THAN -> each -> each < month;
      case LESS_THAN_OR_EQUAL -> each -> each <= month;
      case GREATER_THAN -> each -> each > month;
      case GREATER_THAN_OR_EQUAL -> each -> each >= month;
      default -> null;
    };
  }

  /** Each run of months that match, one after the other. */
  private RexNode ranges(RexNode time, int firstYear, int lastYear, IntPredicate matches) {
    LocalDateTime start = LocalDateTime.of(firstYear, 1, 1, 0, 0);
    List<RexNode> ranges = new ArrayList<>();
    LocalDateTime from = null;
    int months = (lastYear - firstYear + 1) * MONTHS;
    for (int i = 0; i <= months; i++) {
      boolean match = i < months && matches.test(1 + i % MONTHS);
      if (match && from == null) {
        from = start.plusMonths(i);
      } else if (!match && from != null) {
        ranges.add(times.and(times.from(time, from), times.before(time, start.plusMonths(i))));
        from = null;
      }
    }
    // None is false of each time, and unknown of none.
    return ranges.isEmpty()
        ? times.and(times.from(time, start), times.before(time, start))
        : RexUtil.composeDisjunction(rexBuilder, ranges);
  }
}
