package io.github.helpcrunchjdbc.plan.pushdown;

import com.google.common.collect.ImmutableRangeSet;
import com.google.common.collect.Range;
import com.google.common.collect.RangeSet;
import com.google.common.collect.TreeRangeSet;
import io.github.helpcrunchjdbc.read.TimeRange;
import io.github.helpcrunchjdbc.search.ColumnDef;
import io.github.helpcrunchjdbc.search.Operator;
import io.github.helpcrunchjdbc.search.SearchFilter;
import java.util.ArrayList;
import java.util.List;
import org.apache.calcite.rex.RexBuilder;
import org.apache.calcite.rex.RexNode;
import org.jspecify.annotations.Nullable;

/**
 * In which ranges a time must lie for a predicate to hold, for a time that the service sorts by and
 * can't search. The predicate is read as if it could, so that all is known of it that is known of
 * {@code lastSeen}; its filters are the bounds.
 *
 * <p>The ranges take in too much rather than too little, as any filter does. A predicate that some
 * customer without a time may satisfy has none.
 */
public final class SortedRanges {
  private final ColumnDef column;
  private final ColumnDef searched;
  private final Condition condition;
  private final List<Leaf> leaves = new ArrayList<>();

  private SortedRanges(ColumnDef column, ColumnDef searched, Condition condition) {
    this.column = column;
    this.searched = searched;
    this.condition = condition;
    collect(condition);
  }

  /** The ranges of the first such column that a predicate restricts, null if it restricts none. */
  public static @Nullable SortedRanges of(
      RexBuilder rexBuilder, RexNode predicate, List<ColumnDef> columns, Knowledge knowledge) {
    for (ColumnDef column : columns) {
      if (column.isSortable() && !column.isSearchable() && column.isInstant()) {
        ColumnDef searched = searchable(column);
        List<ColumnDef> all =
            columns.stream().map(one -> one.equals(column) ? searched : one).toList();
        Condition condition =
            new ConditionParser(
                    rexBuilder, new LeafFactory(rexBuilder, new InFractions(knowledge)), all)
                .parse(predicate);
        SortedRanges ranges = new SortedRanges(column, searched, condition);
        if (!ranges.leaves.isEmpty()) {
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
    if (part instanceof Condition.All all) {
      all.parts().forEach(this::collect);
    } else if (part instanceof Condition.Any any) {
      any.parts().forEach(this::collect);
    } else if (part instanceof Leaf leaf && leaf.column().equals(searched)) {
      leaves.add(leaf);
    }
  }

  /** The expressions whose values the ranges depend on. */
  public List<RexNode> operands() {
    return leaves.stream().map(Leaf::operand).toList();
  }

  /**
   * The ranges, from the oldest on.
   *
   * @param values one for each operand
   * @param clock on whose face they are
   * @return null if there is no bound at all; empty if nothing satisfies the predicate
   */
  public @Nullable List<TimeRange> bind(List<? extends @Nullable Object> values, WallClock clock) {
    RangeSet<Long> ranges = ranges(condition, values, clock);
    return ranges == null
        ? null
        : ranges.asRanges().stream()
            .map(
                range ->
                    new TimeRange(
                        column,
                        range.hasLowerBound() ? range.lowerEndpoint() : Long.MIN_VALUE,
                        range.hasUpperBound() ? range.upperEndpoint() : Long.MAX_VALUE))
            .toList();
  }

  /** The ranges of a condition, null if customers without a time may satisfy it too. */
  private @Nullable RangeSet<Long> ranges(
      Condition part, List<? extends @Nullable Object> values, WallClock clock) {
    if (part instanceof Condition.All all) {
      RangeSet<Long> both = null;
      for (Condition one : all.parts()) {
        RangeSet<Long> ranges = ranges(one, values, clock);
        both = both == null ? ranges : ranges == null ? both : intersection(both, ranges);
      }
      return both;
    }
    if (part instanceof Condition.Any any) {
      RangeSet<Long> either = TreeRangeSet.create();
      for (Condition one : any.parts()) {
        RangeSet<Long> ranges = ranges(one, values, clock);
        if (ranges == null) {
          return null;
        }
        either.addAll(ranges);
      }
      return either;
    }
    return part instanceof Leaf leaf && leaf.column().equals(searched)
        ? ranges(leaf.bind(values.get(leaves.indexOf(leaf)), clock))
        : null;
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

  /**
   * Bounds that hold for whole seconds as for fractions, whichever the service turns out to show.
   */
  private record InFractions(Knowledge knowledge) implements Knowledge {
    @Override
    public StringMatching matching(ColumnDef column) {
      return knowledge.matching(column);
    }

    @Override
    public boolean showsFractions() {
      return true;
    }

    @Override
    public WallClock clock() {
      return knowledge.clock();
    }

    @Override
    public boolean expectsRepeatedHours() {
      return knowledge.expectsRepeatedHours();
    }

    @Override
    public RequestEstimator estimator() {
      return knowledge.estimator();
    }

    @Override
    public boolean expectsEmptyTexts() {
      return knowledge.expectsEmptyTexts();
    }

    @Override
    public int mostFilters() {
      return knowledge.mostFilters();
    }
  }
}
