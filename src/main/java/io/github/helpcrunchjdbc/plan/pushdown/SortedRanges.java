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
 * In which ranges a time must lie for a predicate to hold, for a time that the service sorts by:
 * one that it can't search, or one that a customer may be without. The predicate is read as if the
 * time could be searched, so that all is known of it that is known of {@code lastSeen}; its filters
 * are the bounds.
 *
 * <p>The ranges take in too much rather than too little, as any filter does.
 */
public final class SortedRanges {
  /** Each is a search of its own, the last page of which is seldom full. */
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

  /** The ranges of the first such column that a predicate restricts, null if it restricts none. */
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
                    new LeafFactory(rexBuilder, Supposition.ofFractions(knowledge)),
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

  /** The column as if it could be searched. */
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

  /** Whether a condition says that there is no time. */
  private boolean isNull(Condition part) {
    return part instanceof Condition.Opaque
        && part.source().getKind() == SqlKind.IS_NULL
        && ((RexCall) part.source()).operands.get(0) instanceof RexInputRef ref
        && ref.getIndex() == index;
  }

  /** The expressions whose values the ranges depend on. */
  public List<RexNode> operands() {
    return leaves.stream().map(Leaf::operand).toList();
  }

  /**
   * The ranges.
   *
   * @param values one for each operand
   * @param clock on whose face they are
   * @return null if there is no bound at all, or none that a filter does not say; empty if nothing
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
   * Whether reading by the time is not dearer than reading all. The newest may stand behind those
   * without a time, where no filter finds them.
   */
  private boolean isWorthwhile(Times times) {
    Set<Range<Long>> ranges = times.ranges().asRanges();
    return column.isSearchable()
        ? times.without() && ranges.size() <= MOST_RANGES && !ranges.contains(Range.<Long>all())
        : !times.without() || ranges.stream().noneMatch(Range::hasLowerBound);
  }

  /**
   * Times that may satisfy a condition.
   *
   * @param without whether a customer without a time may
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

  /** The times of a condition, null if any will do, and none. */
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

  private static RangeSet<Long> ranges(Bound bound) {
    if (bound.truth() == Bound.Truth.NEVER) {
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
