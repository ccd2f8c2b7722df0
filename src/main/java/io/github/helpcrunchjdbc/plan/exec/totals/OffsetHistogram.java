package io.github.helpcrunchjdbc.plan.exec.totals;

import io.github.helpcrunchjdbc.execution.Execution;
import io.github.helpcrunchjdbc.plan.pushdown.WallClock;
import io.github.helpcrunchjdbc.read.CountReader;
import io.github.helpcrunchjdbc.read.request.CountTerm;
import io.github.helpcrunchjdbc.read.request.Span;
import io.github.helpcrunchjdbc.read.request.TimeRange;
import io.github.helpcrunchjdbc.search.ColumnDef;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Counts how many customers have a time in each year, month, day or hour (a stretch), if the
 * service sorts by the time and can't search it. The offsets of the stretches' bounds tell.
 *
 * @param clock in whose time zone times are rounded
 * @param conditions the conditions whose rows are counted in each stretch
 * @param learning asks whether the service compares text as the totals need it
 */
record OffsetHistogram(
    WallClock clock, TimeUnits unit, CountSums conditions, Learning learning, int pageSize) {
  private static final long MILLIS = 1000;

  /** Finding where all customers begin and end takes about this many pages. */
  private static final int FIRST_PROBES = 7;

  /**
   * Returns the counts by the rounded time that begins a stretch: of all customers, then of each
   * condition. The key is null for customers without a time.
   *
   * @param known how many of the rows have been read
   * @return null if the counts can't be had, or if reading the rows takes fewer pages
   */
  @Nullable Map<@Nullable Long, long[]> of(
      CountReader.Counts totals,
      CountTerm base,
      ColumnDef column,
      long known,
      Execution execution) {
    TimeRange range = base.range() == null ? TimeRange.everything(column) : base.range();
    Span span = totals.span(base.search(), range);
    if (span == null) {
      return null;
    }
    List<Long> bounds = List.of();
    if (span.size() > 0) {
      long[] extremes = totals.extremes(base.search(), column, span);
      bounds =
          extremes == null
              ? null
              : bounds(base, clock.show(extremes[0]), clock.show(extremes[1]), span.size() - known);
    }
    if (bounds == null || !learning.isExact(execution)) {
      return null;
    }
    Map<CountTerm, Map<@Nullable Long, Long>> all = new LinkedHashMap<>();
    for (CountTerm term : terms(base)) {
      Span of = term.equals(base) ? span : totals.span(term.search(), range);
      Map<@Nullable Long, Long> stretches =
          of == null || of.size() > span.size()
              ? null
              : stretches(totals, term, column, of, bounds);
      if (stretches == null) {
        return null;
      }
      all.put(term, stretches);
    }
    Map<@Nullable Long, Long> whole = all.getOrDefault(base, Map.of());
    if (!all.values().stream().allMatch(one -> whole.keySet().containsAll(one.keySet()))) {
      return null;
    }
    Map<@Nullable Long, long[]> counts = new LinkedHashMap<>();
    for (Map.Entry<@Nullable Long, Long> stretch : whole.entrySet()) {
      long[] numbers =
          conditions.countsOfGroup(
              stretch.getValue(),
              new LinkedHashMap<>(),
              term ->
                  all.getOrDefault(term.withTagsShown(), Map.of())
                      .getOrDefault(stretch.getKey(), 0L));
      if (numbers == null) {
        return null;
      }
      counts.put(stretch.getKey(), numbers);
    }
    boolean isStill =
        all.size() == 1 || Objects.equals(span.total(), totals.of(CountTerm.of(base.search())));
    return isStill ? counts : null;
  }

  /** Returns the terms to look for in the order: all rows, then the terms of the conditions. */
  private Set<CountTerm> terms(CountTerm base) {
    Set<CountTerm> terms = new LinkedHashSet<>(List.of(base));
    terms.addAll(conditions.terms().keySet());
    return terms;
  }

  /** Whether the terms of all conditions can be looked for in the order as well. */
  boolean isPossible(CountTerm base) {
    return terms(base).stream()
        .allMatch(
            term ->
                term.search().isConjunction()
                    && term.present().isEmpty()
                    && Objects.equals(term.range(), base.range()));
  }

  /** Returns the stretches' bounds between two times, null if the rows take fewer pages. */
  private @Nullable List<Long> bounds(CountTerm base, long least, long greatest, long rows) {
    long each = (rows / pageSize - learning.cost()) / terms(base).size();
    return unit.bounds(least, greatest, (each - FIRST_PROBES) * 3 / 4);
  }

  /**
   * Whether offsets seem to take fewer pages than the rows of a range that are left.
   *
   * @param base the term of all rows, in the range
   * @param begin the time of one of the rows, as the clock shows it
   * @param end the time of the row read last
   * @param count how many rows were read from {@code begin} to {@code end}
   */
  boolean isWorthwhile(
      CountTerm base, TimeRange range, @Nullable Object begin, @Nullable Object end, long count) {
    if (!(begin instanceof Long from) || !(end instanceof Long to) || from.equals(to)) {
      return true;
    }
    boolean rises = from < to;
    if (rises ? range.until() == Long.MAX_VALUE : range.from() == Long.MIN_VALUE) {
      return true;
    }
    long last = clock.show((rises ? range.until() : range.from()) * MILLIS);
    double rows = (double) count * Math.abs(last - to) / Math.abs(to - from);
    return bounds(base, Math.min(to, last), Math.max(to, last), (long) rows) != null;
  }

  /** Returns how many customers each stretch has. No customer of the span is outside the bounds. */
  private @Nullable Map<@Nullable Long, Long> stretches(
      CountReader.Counts totals, CountTerm term, ColumnDef column, Span span, List<Long> bounds) {
    Map<@Nullable Long, Long> counts = new LinkedHashMap<>();
    long without = term.range() == null ? span.total() - span.size() : 0;
    if (without > 0) {
      counts.put(null, without);
    }
    if (span.size() == 0) {
      return counts;
    }
    long[] seconds = new long[bounds.size() - 2];
    for (int i = 0; i < seconds.length; i++) {
      Long turn = clock.crossing(bounds.get(i + 1) / MILLIS);
      if (turn == null) {
        return null;
      }
      seconds[i] = turn;
    }
    long[] inner = totals.before(term.search(), column, seconds);
    if (inner == null) {
      return null;
    }
    long before = span.begin();
    for (int i = 0; i + 1 < bounds.size(); i++) {
      long place = i < inner.length ? inner[i] : span.end();
      if (place > before) {
        counts.put(bounds.get(i), place - before);
      }
      before = place;
    }
    return counts;
  }
}
