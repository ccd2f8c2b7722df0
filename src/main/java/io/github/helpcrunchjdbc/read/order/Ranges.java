package io.github.helpcrunchjdbc.read.order;

import io.github.helpcrunchjdbc.learned.ServiceFact;
import io.github.helpcrunchjdbc.read.facts.OrderPoints;
import io.github.helpcrunchjdbc.read.page.ReadContext;
import io.github.helpcrunchjdbc.read.request.RowDemand;
import io.github.helpcrunchjdbc.read.request.RowOrder;
import io.github.helpcrunchjdbc.read.request.SearchPart;
import io.github.helpcrunchjdbc.read.request.TimeRange;
import io.github.helpcrunchjdbc.read.request.TimeRanges;
import io.github.helpcrunchjdbc.read.stream.RowSource;
import io.github.helpcrunchjdbc.rows.Page;
import io.github.helpcrunchjdbc.rows.Undecodable;
import io.github.helpcrunchjdbc.search.ColumnDef;
import io.github.helpcrunchjdbc.search.Comparison;
import io.github.helpcrunchjdbc.search.Operator;
import io.github.helpcrunchjdbc.search.Search;
import io.github.helpcrunchjdbc.search.SearchFilter;
import io.github.helpcrunchjdbc.search.SortOrder;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The rows of a search whose time must be in some ranges, or that have no time. They are read in
 * the order of that time, each range from its first row to the first row after it.
 */
public final class Ranges {
  /** Any service accepts this many filters, and also the two filters of a range of ids. */
  private static final int MOST_FILTERS = 2;

  private final ReadContext reading;
  private final SearchPart part;
  private final TimeRanges bounds;
  private final RowDemand wanted;

  /** All rows of the search, once they have been read. */
  private final AtomicReference<@Nullable List<@Nullable Object[]>> whole = new AtomicReference<>();

  private Ranges(ReadContext reading, SearchPart part, TimeRanges bounds, RowDemand wanted) {
    this.reading = reading;
    this.part = part;
    this.bounds = bounds;
    this.wanted = wanted;
  }

  /** Returns the ranges of a part, null if it has none that help to read it by a time. */
  public static @Nullable Ranges of(
      ReadContext reading, SearchPart part, ColumnDef sorted, RowDemand wanted) {
    TimeRanges bounds = part.ranges();
    boolean isUsable =
        bounds != null
            && part.residual() != null
            && bounds.column().equals(sorted)
            && !reading.holds(ServiceFact.IGNORES_SORT)
            // A time that can't be decoded is sorted among the times, though the row shows NULL.
            && !(bounds.without() && reading.decoder().undecodable() == Undecodable.NULL);
    return isUsable && bounds != null ? new Ranges(reading, part, bounds, wanted) : null;
  }

  /** Returns the rows in any order, each range from the end that has no bound. */
  public RowSource unordered() {
    List<Supplier<RowSource>> sources = new ArrayList<>();
    for (TimeRange range : bounds.ranges()) {
      boolean descending = range.hasLower() && !startsWithNulls();
      SortOrder sort = new SortOrder(bounds.column(), descending);
      sources.add(() -> rows(range, sort, false));
    }
    if (bounds.without()) {
      sources.add(() -> without(new RowOrder(bounds.column(), false, false)));
    }
    return RowSource.concat(sources);
  }

  /** Whether customers without a time fill the first page of the newest customers. */
  private boolean startsWithNulls() {
    SortOrder newestFirst = new SortOrder(bounds.column(), true);
    if (!Boolean.TRUE.equals(reading.areNullsFirst(newestFirst))) {
      return false;
    }
    Search sorted = part.search().withSort(newestFirst);
    long total = reading.facts().total(sorted);
    OrderPoints.Point seen =
        total == Page.UNKNOWN_TOTAL
            ? null
            : reading.facts().points().before(sorted, reading.pageSize() - 1, total);
    return seen == null || seen.millis() == null;
  }

  /** Returns the rows in the order of their time. */
  public RowSource ordered(RowOrder order) {
    List<TimeRange> ranges = new ArrayList<>(bounds.ranges());
    if (order.descending()) {
      Collections.reverse(ranges);
    }
    List<Supplier<RowSource>> sources = new ArrayList<>();
    for (TimeRange range : ranges) {
      sources.add(() -> rows(range, order.sort(), true));
    }
    if (bounds.without()) {
      sources.add(order.nullsFirst() ? 0 : sources.size(), () -> without(order));
    }
    return RowSource.concat(sources);
  }

  private RowSource rows(TimeRange range, SortOrder sort, boolean ordered) {
    Search narrowed = bounds.column().isSearchable() ? narrowed(range) : null;
    if (narrowed != null) {
      RowOrder order = new RowOrder(bounds.column(), sort.descending(), false);
      return Ordering.rows(reading, narrowed, order, 0, wanted);
    }
    return new RangeRows(reading, part.search(), sort, range, wanted, ordered, whole);
  }

  /** Returns the search with filters for the range, null if it would have too many filters. */
  private @Nullable Search narrowed(TimeRange range) {
    List<SearchFilter> filters = new ArrayList<>(part.search().filters());
    if (range.hasLower()) {
      filters.add(new SearchFilter(bounds.column(), Operator.GE, range.from()));
    }
    if (range.hasUpper()) {
      filters.add(new SearchFilter(bounds.column(), Operator.LT, range.until()));
    }
    boolean fits = filters.size() <= MOST_FILTERS && part.search().isConjunction();
    return fits ? part.search().withFilters(filters, Comparison.AND) : null;
  }

  private RowSource without(RowOrder order) {
    return new NullRows(reading, part.search(), order, NullRows.UNKNOWN, wanted.stoppingAtRow());
  }
}
