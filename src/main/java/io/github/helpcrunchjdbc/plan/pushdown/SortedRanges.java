package io.github.helpcrunchjdbc.plan.pushdown;

import com.google.common.collect.ImmutableRangeSet;
import com.google.common.collect.Range;
import com.google.common.collect.RangeSet;
import com.google.common.collect.TreeRangeSet;
import io.github.helpcrunchjdbc.read.request.TimeRange;
import io.github.helpcrunchjdbc.read.request.TimeRanges;
import io.github.helpcrunchjdbc.search.ColumnDef;
import io.github.helpcrunchjdbc.search.Operator;
import io.github.helpcrunchjdbc.search.SearchFilter;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.apache.calcite.rex.RexBuilder;
import org.apache.calcite.rex.RexCall;
import org.apache.calcite.rex.RexInputRef;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.sql.SqlKind;
import org.jspecify.annotations.Nullable;

/**
 * Finds the ranges in which a time must lie for a predicate to hold. The service sorts by that
 * time, but can't search it, or a customer may have none. The predicate is parsed as if the time
 * could be searched, so that all rules for {@code lastSeen} apply; the bounds are those of its
 * filters.
 *
 * <p>Like any filter, the ranges may take in too much, but never too little.
 */
public final class SortedRanges {
  /** Each range is a search of its own, whose last page is seldom full. */
  private static final int MOST_RANGES = 2;

  private final ColumnDef column;
  private final ColumnDef searched;
  private final Condition condition;
  private final int index;
  private final List<Leaf> leaves = new ArrayList<>();
  private boolean takesNull;

  private SortedRanges(ColumnDef column, int index, ColumnDef searched, Condition condition) {
    this.column = column;
    this.index = index;
    this.searched = searched;
    this.condition = condition;
    collect(condition);
  }

  /** Returns the ranges of the first such column that a predicate restricts, else null. */
  public static @Nullable SortedRanges of(
      RexBuilder rexBuilder, RexNode predicate, List<ColumnDef> columns, Knowledge knowledge) {
    for (ColumnDef column : columns) {
      if (column.isSortable() && column.isInstant()) {
        ColumnDef searched = searchable(column);
        List<ColumnDef> all =
            columns.stream().map(one -> one.equals(column) ? searched : one).toList();
        Condition condition =
            new ConditionParser(
                    rexBuilder,
                    new LeafFactory(rexBuilder, AssumedKnowledge.ofFractions(knowledge)),
                    all)
                .parse(predicate);
        SortedRanges ranges =
            new SortedRanges(column, columns.indexOf(column), searched, condition);
        if (ranges.takesNull || (!column.isSearchable() && !ranges.leaves.isEmpty())) {
          return ranges;
        }
      }
    }
    return null;
  }

  public boolean isOf(ColumnDef time) {
    return column.equals(time);
  }

  /** Returns the column as if it could be searched. */
  static ColumnDef searchable(ColumnDef column) {
    return new ColumnDef(
        column.name(),
        column.type(),
        column.path(),
        column.sortField(),
        column.sortField(),
        column.hidden(),
        column.custom(),
        column.remark());
  }

  private void collect(Condition part) {
    part.parts().forEach(this::collect);
    if (part instanceof Leaf leaf && leaf.column().equals(searched)) {
      leaves.add(leaf);
    } else {
      takesNull |= isNull(part);
    }
  }

  /** Whether a condition requires that there is no time. */
  private boolean isNull(Condition part) {
    return part instanceof Condition.Opaque
        && part.source().getKind() == SqlKind.IS_NULL
        && ((RexCall) part.source()).operands.get(0) instanceof RexInputRef ref
        && ref.getIndex() == index;
  }

  /** Returns the expressions whose values the ranges depend on. */
  public List<RexNode> operands() {
    return leaves.stream().map(Leaf::operand).toList();
  }

  /**
   * Returns the ranges.
   *
   * @param values one for each operand
   * @param clock the clock on which the values are
   * @return null if there is no bound, or if filters already express all bounds; empty if no row
   *     satisfies the predicate
   */
  public @Nullable TimeRanges bind(List<? extends @Nullable Object> values, WallClock clock) {
    Times times = times(condition, values, clock);
    return times == null || !isWorthwhile(times)
        ? null
        : new TimeRanges(
            column,
            times.ranges().asRanges().stream()
                .map(
                    range ->
                        new TimeRange(
                            column,
                            range.hasLowerBound() ? range.lowerEndpoint() : Long.MIN_VALUE,
                            range.hasUpperBound() ? range.upperEndpoint() : Long.MAX_VALUE))
                .toList(),
            times.without());
  }

  /**
   * Whether reading by the time is no dearer than reading all. In the order of the time, the newest
   * customers may stand behind those without a time, where no filter finds them.
   */
  private boolean isWorthwhile(Times times) {
    Set<Range<Long>> ranges = times.ranges().asRanges();
    return column.isSearchable()
        ? times.without() && ranges.size() <= MOST_RANGES && !ranges.contains(Range.<Long>all())
        : !times.without() || ranges.stream().noneMatch(Range::hasLowerBound);
  }

  /**
   * The times that may satisfy a condition.
   *
   * @param without whether a customer without a time may satisfy it
   */
  private record Times(RangeSet<Long> ranges, boolean without) {
    Times and(Times other) {
      return new Times(intersection(ranges, other.ranges), without && other.without);
    }

    Times or(Times other) {
      RangeSet<Long> either = TreeRangeSet.create(ranges);
      either.addAll(other.ranges);
      return new Times(either, without || other.without);
    }
  }

  /** Returns the times of a condition, null if any time will do and none will too. */
  private @Nullable Times times(
      Condition part, List<? extends @Nullable Object> values, WallClock clock) {
    if (part instanceof Condition.All all) {
      Times both = null;
      for (Condition one : all.parts()) {
        Times times = times(one, values, clock);
        both = both == null ? times : times == null ? both : both.and(times);
      }
      return both;
    }
    if (part instanceof Condition.Any any) {
      Times either = new Times(ImmutableRangeSet.of(), false);
      for (Condition one : any.parts()) {
        Times times = times(one, values, clock);
        if (times == null) {
          return null;
        }
        either = either.or(times);
      }
      return either;
    }
    if (part instanceof Leaf leaf && leaf.column().equals(searched)) {
      return new Times(ranges(leaf.bind(values.get(leaves.indexOf(leaf)), clock)), false);
    }
    return isNull(part) ? new Times(ImmutableRangeSet.of(), true) : null;
  }

  private static RangeSet<Long> intersection(RangeSet<Long> one, RangeSet<Long> other) {
    RangeSet<Long> both = TreeRangeSet.create();
    other.asRanges().forEach(range -> both.addAll(one.subRangeSet(range)));
    return both;
  }

  private static RangeSet<Long> ranges(BoundFilters bound) {
    if (bound.truth() == BoundFilters.Truth.NEVER) {
      return ImmutableRangeSet.of();
    }
    RangeSet<Long> ranges = TreeRangeSet.create();
    ranges.add(Range.all());
    for (SearchFilter filter : bound.filters()) {
      Range<Long> one = range(filter.operator(), (Long) filter.value());
      ranges = intersection(ranges, ImmutableRangeSet.of(one));
    }
    return ranges;
  }

  private static Range<Long> range(Operator operator, Long value) {
    return switch (operator) {
      case GE -> Range.atLeast(value);
      case LT -> Range.lessThan(value);
      default -> Range.all();
    };
  }
}
