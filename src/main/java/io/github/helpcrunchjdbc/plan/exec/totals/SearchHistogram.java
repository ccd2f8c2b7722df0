package io.github.helpcrunchjdbc.plan.exec.totals;

import io.github.helpcrunchjdbc.execution.Execution;
import io.github.helpcrunchjdbc.plan.exec.scan.ScanContext;
import io.github.helpcrunchjdbc.plan.pushdown.WallClock;
import io.github.helpcrunchjdbc.read.CountReader;
import io.github.helpcrunchjdbc.read.request.CountTerm;
import io.github.helpcrunchjdbc.read.request.ReadRequest;
import io.github.helpcrunchjdbc.read.request.SearchPart;
import io.github.helpcrunchjdbc.read.request.ServiceAggregate;
import io.github.helpcrunchjdbc.search.ColumnDef;
import io.github.helpcrunchjdbc.search.Operator;
import io.github.helpcrunchjdbc.search.Search;
import io.github.helpcrunchjdbc.search.SearchFilter;
import io.github.helpcrunchjdbc.search.decode.UnixTime;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Counts how many customers have a time in each year, month, day or hour (a stretch), if the
 * service can search the time. It halves a range of stretches and asks for the total of the left
 * half, again and again. Thread-safe.
 *
 * @param clock in whose time zone times are rounded
 * @param conditions the conditions whose rows are counted in each stretch
 * @param learning asks whether the service compares text as the totals need it
 */
record SearchHistogram(
    ScanContext scans,
    WallClock clock,
    ColumnDef column,
    TimeUnits unit,
    CountSums conditions,
    Learning learning) {
  static final long MILLIS = 1000;

  /** The totals of one search, and the counts of stretches that they have told so far. */
  private record Told(CountReader.Counts totals, Search base, Map<@Nullable Long, long[]> counts) {}

  /**
   * Returns the counts by the rounded time that begins a stretch: of all customers, then of each
   * condition. The key is null for customers without a time.
   *
   * @param base finds all customers, if the service compares exactly
   * @param seen how many customers the search finds, null if that is not fresh
   * @return null if the counts can't be had, or if reading the rows takes fewer pages
   */
  @Nullable Map<@Nullable Long, long[]> of(
      CountReader.Counts totals, Search base, @Nullable Long seen, Execution execution) {
    // The first total and the last must be equal: then all those between are of one state.
    Long all = seen == null ? totals.of(CountTerm.of(base)) : seen;
    long each = 1L + conditions.costOfGroup(base, new CountReader(scans.rows()));
    long pages =
        all == null ? 0 : scans.knowledge().estimator().pages((double) all) - learning.cost();
    long most = pages / each - 5;
    if (all == null || most < 2) {
      return null;
    }
    List<Long> bounds = bounds(base, most, execution);
    if (bounds == null || !learning.isExact(execution)) {
      return null;
    }
    SearchFilter valued = new SearchFilter(column, Operator.GE, UnixTime.FIRST_SECOND);
    Long count = isValued(base) ? all : totals.of(CountTerm.of(base.and(valued)));
    if (count == null || count > all) {
      return null;
    }
    long[] whole = conditions.countsMatching(base, count, totals, valued);
    if (whole == null) {
      return null;
    }
    Told told = new Told(totals, base, new LinkedHashMap<>());
    if (!halve(bounds, 0, bounds.size() - 1, whole, told)) {
      return null;
    }
    if (all > count) {
      long[] both = conditions.countsMatching(base, all, totals);
      long[] without = both == null ? null : less(both, whole);
      if (without == null) {
        return null;
      }
      told.counts.put(null, without);
    }
    return isLastAsBefore(bounds.get(bounds.size() - 2), told)
            && all.equals(totals.of(CountTerm.of(base)))
        ? told.counts
        : null;
  }

  /** Whether nobody was seen again meanwhile, who then is in the last stretch. */
  private boolean isLastAsBefore(Long last, Told told) {
    Long begin = clock.crossing(last / MILLIS);
    long[] counted = told.counts.get(last);
    if (begin == null || counted == null) {
      return false;
    }
    Search since = told.base.and(new SearchFilter(column, Operator.GE, begin));
    Long now = told.totals.of(CountTerm.of(since));
    return now != null && now == counted[0];
  }

  /**
   * Returns the round times between the least and greatest; null if nobody has one, or if there are
   * too many.
   */
  @Nullable List<Long> bounds(Search base, long most, Execution execution) {
    ReadRequest found =
        new ReadRequest(
            List.of(new SearchPart(base, null)), List.of(column), null, 0, ReadRequest.NO_LIMIT);
    List<ServiceAggregate> ends =
        List.of(new ServiceAggregate(column, false), new ServiceAggregate(column, true));
    List<@Nullable Long> extremes = scans.aggregates().read(found, ends, execution);
    Long least = extremes.get(0);
    Long greatest = extremes.get(1);
    return least == null || greatest == null || least % MILLIS != 0
        ? null
        : unit.bounds(clock.show(least), clock.show(greatest), most);
  }

  /** Returns the beginning of the stretch of a time as it was read. */
  @Nullable Object stretch(@Nullable Object value) {
    return value instanceof Long time ? (Long) unit.floor(clock.show(time)) : null;
  }

  /** Whether all rows found have a time. */
  boolean isValued(Search search) {
    return search.filters().stream()
        .anyMatch(filter -> filter.column().equals(column) && !filter.operator().isNegative());
  }

  /** Divides the counts of a range of stretches among them. Returns whether that could be done. */
  private boolean halve(List<Long> bounds, int from, int until, long[] whole, Told told) {
    if (whole[0] == 0) {
      return true;
    }
    if (until - from == 1) {
      told.counts.put(bounds.get(from), whole);
      return true;
    }
    int middle = (from + until) / 2;
    Long begin = clock.crossing(bounds.get(from) / MILLIS);
    Long end = clock.crossing(bounds.get(middle) / MILLIS);
    if (begin == null || end == null) {
      return false;
    }
    SearchFilter since = new SearchFilter(column, Operator.GE, begin);
    SearchFilter before = new SearchFilter(column, Operator.LT, end);
    Long count = told.totals.of(CountTerm.of(told.base.and(since, before)));
    if (count == null || count > whole[0]) {
      return false;
    }
    long[] left =
        count == whole[0]
            ? whole
            : conditions.countsMatching(told.base, count, told.totals, since, before);
    long[] right = left == null ? null : less(whole, left);
    return left != null
        && right != null
        && halve(bounds, from, middle, left, told)
        && halve(bounds, middle, until, right, told);
  }

  /** Returns the difference of some counts, null if one is negative or greater than the first. */
  private static long @Nullable [] less(long[] numbers, long[] others) {
    long[] left = new long[numbers.length];
    for (int i = 0; i < left.length; i++) {
      left[i] = numbers[i] - others[i];
      if (left[i] < 0 || left[i] > left[0]) {
        return null;
      }
    }
    return left;
  }
}
