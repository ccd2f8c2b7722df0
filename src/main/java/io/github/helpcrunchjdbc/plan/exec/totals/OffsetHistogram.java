package io.github.helpcrunchjdbc.plan.exec.totals;

import io.github.helpcrunchjdbc.plan.pushdown.WallClock;
import io.github.helpcrunchjdbc.read.CountReader;
import io.github.helpcrunchjdbc.read.request.CountTerm;
import io.github.helpcrunchjdbc.read.request.Span;
import io.github.helpcrunchjdbc.read.request.TimeRange;
import io.github.helpcrunchjdbc.search.ColumnDef;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How many customers have a time in each year, month, day or hour, where the service sorts by that
 * time and can't search it: by the offsets of the bounds.
 *
 * @param clock on whose face times are rounded
 */
record OffsetHistogram(WallClock clock, TimeUnits unit, int pageSize) {
  private static final long MILLIS = 1000;

  /** About so many pages show where all of them begin and end. */
  private static final int FIRST_PROBES = 7;

  /**
   * The numbers by the round time that begins a stretch, null for those without a time.
   *
   * @param known how many of them have been read
   * @return null if they can't be told, or if reading the rows takes fewer pages
   */
  @Nullable Map<@Nullable Long, Long> of(
      CountReader.Counts totals, CountTerm base, ColumnDef column, long known) {
    TimeRange range = base.range() == null ? TimeRange.everything(column) : base.range();
    Span span = totals.span(base.search(), range);
    if (span == null) {
      return null;
    }
    Map<@Nullable Long, Long> counts = new LinkedHashMap<>();
    long without = base.range() == null ? span.total() - span.size() : 0;
    if (without > 0) {
      counts.put(null, without);
    }
    if (span.size() == 0) {
      return counts;
    }
    long[] extremes = totals.extremes(base.search(), column, span);
    List<Long> bounds =
        extremes == null
            ? null
            : bounds(clock.show(extremes[0]), clock.show(extremes[1]), span.size() - known);
    long[] places = bounds == null ? null : places(totals, base, column, span, bounds);
    if (bounds == null || places == null) {
      return null;
    }
    for (int i = 0; i + 1 < places.length; i++) {
      if (places[i + 1] > places[i]) {
        counts.put(bounds.get(i), places[i + 1] - places[i]);
      }
    }
    return counts;
  }

  /** The bounds between two times, null if so many rows take fewer pages. */
  private @Nullable List<Long> bounds(long least, long greatest, long rows) {
    return unit.bounds(least, greatest, (rows / pageSize - FIRST_PROBES) * 3 / 4);
  }

  /**
   * Whether offsets seem to take fewer pages than the rows of a range that are left.
   *
   * @param begin the time of one of its rows, as the clock shows it
   * @param end the time of the row read last
   * @param count how many rows were read from the one to the other
   */
  boolean isWorthwhile(TimeRange range, @Nullable Object begin, @Nullable Object end, long count) {
    if (!(begin instanceof Long from) || !(end instanceof Long to) || from.equals(to)) {
      return true;
    }
    boolean rises = from < to;
    if (rises ? range.until() == Long.MAX_VALUE : range.from() == Long.MIN_VALUE) {
      return true;
    }
    long last = clock.show((rises ? range.until() : range.from()) * MILLIS);
    double rows = (double) count * Math.abs(last - to) / Math.abs(to - from);
    return bounds(Math.min(to, last), Math.max(to, last), (long) rows) != null;
  }

  /** How many stand before each bound; all of the span lie between the first and the last. */
  private long @Nullable [] places(
      CountReader.Counts totals, CountTerm base, ColumnDef column, Span span, List<Long> bounds) {
    long[] seconds = new long[bounds.size() - 2];
    for (int i = 0; i < seconds.length; i++) {
      Long turn = clock.turn(bounds.get(i + 1) / MILLIS);
      if (turn == null) {
        return null;
      }
      seconds[i] = turn;
    }
    long[] inner = totals.before(base.search(), column, seconds);
    if (inner == null) {
      return null;
    }
    long[] places = new long[bounds.size()];
    places[0] = span.begin();
    System.arraycopy(inner, 0, places, 1, inner.length);
    places[places.length - 1] = span.end();
    return places;
  }
}
