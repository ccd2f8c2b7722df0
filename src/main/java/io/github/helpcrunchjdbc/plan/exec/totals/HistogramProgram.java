package io.github.helpcrunchjdbc.plan.exec.totals;

import io.github.helpcrunchjdbc.execution.Execution;
import io.github.helpcrunchjdbc.plan.exec.operator.QueryContext;
import io.github.helpcrunchjdbc.plan.exec.operator.RowsProgram;
import io.github.helpcrunchjdbc.plan.exec.scan.ScanContext;
import io.github.helpcrunchjdbc.plan.exec.scan.ScanProgram;
import io.github.helpcrunchjdbc.read.CountReader;
import io.github.helpcrunchjdbc.read.cache.CachedAnswer;
import io.github.helpcrunchjdbc.read.request.CountTerm;
import io.github.helpcrunchjdbc.read.request.ReadRequest;
import io.github.helpcrunchjdbc.read.request.ServiceAggregate;
import io.github.helpcrunchjdbc.read.request.TimeRange;
import io.github.helpcrunchjdbc.read.stream.RowSource;
import io.github.helpcrunchjdbc.search.ColumnDef;
import io.github.helpcrunchjdbc.search.Operator;
import io.github.helpcrunchjdbc.search.Search;
import io.github.helpcrunchjdbc.search.SearchFilter;
import io.github.helpcrunchjdbc.search.decode.UnixTime;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.apache.calcite.DataContext;
import org.apache.calcite.linq4j.Enumerator;
import org.apache.calcite.linq4j.Linq4j;
import org.jspecify.annotations.Nullable;

/**
 * How many rows of a scan have a time in each year, month, day or hour, as it is executed. Between
 * the least and the greatest time stretches are halved and counted: by totals if the time can be
 * searched, else by the offsets of the bounds in its order. Nothing more is asked of a stretch
 * without rows. Where rows are fewer pages than stretches, rows are read. Public for the code that
 * Calcite generates. Thread-safe.
 *
 * @param scan reads the rows, the time first
 * @param plain whether one search under AND finds the rows, if the service compares exactly
 * @param ranged the number of the rows, if they are those of a range of the time; else null
 */
public record HistogramProgram(
    ScanProgram scan,
    ScanContext scans,
    ColumnDef column,
    TimeUnits unit,
    Learning learning,
    boolean plain,
    @Nullable Tally ranged)
    implements RowsProgram {
  private static final long MILLIS = 1000;

  /** An account of fewer pages is read. */
  private static final int FEWEST_PAGES = 5;

  /**
   * An account of fewer pages is read where bounds are found by offsets: the ends take about seven.
   */
  private static final int FEWEST_FOR_OFFSETS = 10;

  /** More stretches than any account is worth. */
  private static final int MOST_STRETCHES = 20_000;

  @Override
  public Enumerator<Object> enumerator(DataContext context) {
    List<Object> rows = new ArrayList<>();
    stretches(context).forEach((time, count) -> rows.add(new @Nullable Object[] {time, count}));
    return Linq4j.enumerator(rows);
  }

  private Map<@Nullable Long, Long> stretches(DataContext context) {
    Execution execution = QueryContext.execution(context);
    CachedAnswer allCustomers = scan.allCustomers();
    if (allCustomers != null) {
      return read(scan.open(allCustomers, context));
    }
    if (ranged != null) {
      return ranged(ranged.bind(context, scan.clock()), context);
    }
    if (!plain) {
      return read(scan.open(context));
    }
    ReadRequest request = scan.request(context);
    if (request.parts().size() != 1) {
      return read(scan.open(context));
    }
    ReadingCost reading = new ReadingCost(scans, request);
    boolean wasKnown = reading.isKnown() && !learning.isWorthwhile();
    int pageSize = scans.rows().pageSize();
    long before = new CountReader(scans.rows()).pagesCome();
    FirstPage first = FirstPage.of(scan.open(context), wasKnown ? 0 : pageSize, execution);
    if ((!wasKnown && first.isAll())
        || !reading.isKnown()
        || reading.pages() < (column.isSearchable() ? FEWEST_PAGES : FEWEST_FOR_OFFSETS)) {
      return read(first);
    }
    if (learning.isWorthwhile()) {
      if (reading.pages() - 1 > learning.cost() + 4) {
        learning.learn(first, execution);
      }
      return read(first);
    }
    Search base = request.parts().get(0).search();
    Map<@Nullable Long, Long> counts =
        new CountReader(scans.rows())
            .counting(
                execution,
                totals ->
                    column.isSearchable()
                        ? bySearches(
                            base,
                            request,
                            wasKnown ? null : (Long) reading.rows(),
                            totals,
                            execution)
                        : byOffsets(totals, CountTerm.of(base), wasKnown ? null : (Long) before));
    if (counts == null) {
      return read(first);
    }
    first.close();
    return counts;
  }

  /**
   * Counts those of a range of the time. Each page tells anew how many are left, for customers come
   * more often at some times than at others; once they are too many, the rest is not read.
   */
  private Map<@Nullable Long, Long> ranged(
      @Nullable Map<CountTerm, Integer> terms, DataContext context) {
    CountTerm term = terms == null || terms.size() != 1 ? null : terms.keySet().iterator().next();
    TimeRange range = term == null || !term.present().isEmpty() ? null : term.range();
    if (term == null || range == null) {
      return read(scan.open(context));
    }
    CountReader reader = new CountReader(scans.rows());
    long before = reader.pagesCome();
    OffsetHistogram histogram = histogram();
    int halfPage = Math.max(1, histogram.pageSize() / 2);
    boolean isTried = false;
    long known = 0;
    long counted = 0;
    Object from = null;
    Map<@Nullable Long, Long> read = new LinkedHashMap<>();
    try (RowSource rows = scan.open(context)) {
      for (@Nullable Object[] row = rows.next(); row != null; row = rows.next()) {
        count(row, read);
        known++;
        from = counted++ == 0 ? row[0] : from;
        boolean isFirst = known == halfPage;
        if (isTried
            || (!isFirst && (counted < histogram.pageSize() || Objects.equals(from, row[0])))) {
          continue;
        }
        if (histogram.isWorthwhile(range, from, row[0], counted)) {
          isTried = true;
          long seen = known;
          Map<@Nullable Long, Long> counts =
              reader.counting(
                  QueryContext.execution(context),
                  totals -> {
                    if (isFirst) {
                      // Later it may be minutes old.
                      totals.seenFirstPages(before);
                    }
                    return histogram.of(totals, term, column, seen);
                  });
          if (counts != null) {
            return counts;
          }
        }
        counted = 0;
      }
    }
    return read;
  }

  /**
   * Counts by offsets.
   *
   * @param before how many pages had come before the first of this statement, null if it has none
   */
  private @Nullable Map<@Nullable Long, Long> byOffsets(
      CountReader.Counts totals, CountTerm base, @Nullable Long before) {
    if (before != null) {
      totals.seenFirstPages(before);
    }
    return histogram().of(totals, base, column, before == null ? 0 : scans.rows().pageSize());
  }

  private OffsetHistogram histogram() {
    return new OffsetHistogram(scan.clock(), unit, scans.rows().pageSize());
  }

  private @Nullable Map<@Nullable Long, Long> bySearches(
      Search base,
      ReadRequest request,
      @Nullable Long seen,
      CountReader.Counts totals,
      Execution execution) {
    // First, so that the last, which must be the same, holds for all between.
    Long all = seen == null ? totals.of(CountTerm.of(base)) : seen;
    List<@Nullable Long> extremes =
        scans
            .aggregates()
            .read(
                request,
                List.of(new ServiceAggregate(column, false), new ServiceAggregate(column, true)),
                execution);
    Long least = extremes.get(0);
    Long greatest = extremes.get(1);
    if (least == null || greatest == null || all == null || least % MILLIS != 0) {
      return null;
    }
    long pages = scans.knowledge().estimator().pages((double) all);
    List<Long> bounds =
        unit.bounds(
            scan.clock().show(least),
            scan.clock().show(greatest),
            Math.min(pages - 4, MOST_STRETCHES));
    if (bounds == null) {
      return null;
    }
    Search valued = with(base, Operator.GE, UnixTime.FIRST_SECOND);
    Long whole = isValued(base) ? all : totals.of(CountTerm.of(valued));
    if (whole == null || whole > all) {
      return null;
    }
    Map<@Nullable Long, Long> counts = new LinkedHashMap<>();
    boolean done =
        halve(
            bounds,
            0,
            bounds.size() - 1,
            whole,
            (from, until) -> {
              Long begin = scan.clock().turn(from / MILLIS);
              Long end = scan.clock().turn(until / MILLIS);
              return begin == null || end == null
                  ? null
                  : totals.of(CountTerm.of(with(with(base, Operator.GE, begin), Operator.LT, end)));
            },
            counts);
    if (all > whole) {
      counts.put(null, all - whole);
    }
    return done && all.equals(totals.of(CountTerm.of(base))) ? counts : null;
  }

  /** Whether all rows found have a time. */
  private boolean isValued(Search search) {
    return search.filters().stream()
        .anyMatch(filter -> filter.column().equals(column) && !filter.operator().isNegative());
  }

  private Search with(Search search, Operator operator, Long value) {
    return search.and(new SearchFilter(column, operator, value));
  }

  /** How many have a time from one round time to just before another, null if that is unknown. */
  private interface Counted {
    @Nullable Long between(long from, long until);
  }

  /** Shares the number of a stretch out among its parts; whether that could be done. */
  private static boolean halve(
      List<Long> bounds,
      int from,
      int until,
      long whole,
      Counted counted,
      Map<@Nullable Long, Long> counts) {
    if (whole == 0) {
      return true;
    }
    if (until - from == 1) {
      counts.put(bounds.get(from), whole);
      return true;
    }
    int middle = (from + until) / 2;
    Long left = counted.between(bounds.get(from), bounds.get(middle));
    return left != null
        && left <= whole
        && left >= 0
        && halve(bounds, from, middle, left, counted, counts)
        && halve(bounds, middle, until, whole - left, counted, counts);
  }

  private Map<@Nullable Long, Long> read(RowSource rows) {
    Map<@Nullable Long, Long> counts = new LinkedHashMap<>();
    try (rows) {
      for (@Nullable Object[] row = rows.next(); row != null; row = rows.next()) {
        count(row, counts);
      }
    }
    return counts;
  }

  private void count(@Nullable Object[] row, Map<@Nullable Long, Long> counts) {
    counts.merge(row[0] instanceof Long time ? (Long) unit.floor(time) : null, 1L, Long::sum);
  }
}
