package io.github.helpcrunchjdbc.read.totals;

import io.github.helpcrunchjdbc.read.page.ReadContext;
import io.github.helpcrunchjdbc.read.request.Span;
import io.github.helpcrunchjdbc.read.request.TimeRange;
import io.github.helpcrunchjdbc.rows.Page;
import io.github.helpcrunchjdbc.search.ColumnDef;
import io.github.helpcrunchjdbc.search.Search;
import io.github.helpcrunchjdbc.search.SortOrder;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Finds the offset at which a time stands in a sorted search, with a few pages: by interpolation
 * between the rows seen so far, and by halving if that does not lead on. Rows seen for one time
 * help to find the next. Not thread-safe.
 *
 * <p>Offset 0 shows where customers without a value are: if the first customer has a value, they
 * come last. Spans are counted from the oldest customer, in whichever order the search is.
 */
public final class SortedOffsets {
  private static final double MILLIS = 1000;

  private final ReadContext reading;
  private final Search search;
  private final ColumnDef column;
  private final boolean descending;
  private final PlaceFinder finder;

  public SortedOffsets(ReadContext reading, Search search, SortOrder sort) {
    this.reading = reading;
    this.search = search.withSort(sort);
    this.column = sort.column();
    this.descending = sort.descending();
    this.finder = new PlaceFinder(reading, search, sort);
  }

  public boolean isOf(Search other, ColumnDef otherColumn) {
    return column.equals(otherColumn) && search.withSort(null).equals(other.withSort(null));
  }

  /**
   * Begins with the first page, which this statement has read already. If the page has fewer rows
   * than others, fewer were asked for.
   *
   * @param total how many customers the search finds, as the service said
   * @param times the times of the page's rows, null for a customer without one
   */
  public void begin(long total, List<@Nullable Long> times) {
    finder.begin(total, times, times.size());
  }

  /** Returns where the customers of a range stand, null if it can't be found out. */
  public @Nullable Span span(TimeRange range) {
    boolean hasEnd = descending ? range.hasLower() : range.hasUpper();
    boolean hasBegin = descending ? range.hasUpper() : range.hasLower();
    // The end is found first, because the other place lies between it and the first page.
    Long end = hasEnd ? place(last(range)) : endOfValues();
    Long begin = end == null ? null : hasBegin ? place(first(range)) : firstValue();
    if (begin == null || end == null) {
      return null;
    }
    long total = finder.total();
    return descending ? new Span(total - end, total - begin, total) : new Span(begin, end, total);
  }

  /** Returns the least and the greatest time of a span that is not empty, null if unknown. */
  public long @Nullable [] extremes(Span span) {
    long begin = descending ? span.total() - span.end() : span.begin();
    long end = begin + span.size();
    if (finder.known().get(end - 1) == null) {
      finder.probe(finder.from(begin, end, end));
    }
    Double first = finder.known().get(begin);
    Double last = finder.known().get(end - 1);
    if (finder.isDoubtful() || first == null || last == null) {
      return null;
    }
    return descending
        ? new long[] {(long) -last, (long) -first}
        : new long[] {first.longValue(), last.longValue()};
  }

  /**
   * Returns how many customers come before each of some seconds if the oldest come first; null if
   * it can't be found out.
   *
   * @param seconds the seconds in rising order
   */
  public long @Nullable [] before(long[] seconds) {
    if (!finder.start()) {
      return null;
    }
    int count = seconds.length;
    double[] bounds = new double[count];
    for (int i = 0; i < count; i++) {
      bounds[descending ? count - 1 - i : i] = bound(seconds[i]);
    }
    long[] found =
        new SeveralPlaces(finder.known(), finder.total(), reading.pageSize(), bounds, finder::place)
            .find();
    if (found == null || !descending) {
      return found;
    }
    long[] places = new long[count];
    for (int i = 0; i < count; i++) {
      places[i] = finder.total() - found[count - 1 - i];
    }
    return places;
  }

  private @Nullable Long firstValue() {
    if (!finder.start()) {
      return null;
    }
    return finder.areNullsFirst() ? placeOfNulls(-Double.MAX_VALUE) : (Long) 0L;
  }

  /** Returns the offset just after the last customer with a time, null if it can't be found out. */
  public @Nullable Long endOfValues() {
    if (!finder.start()) {
      return null;
    }
    return finder.areNullsFirst() ? (Long) finder.total() : placeOfNulls(Double.MAX_VALUE);
  }

  /**
   * The number of customers without a value changes little. It is remembered, so that next time one
   * page finds the place.
   */
  private @Nullable Long placeOfNulls(double bound) {
    Long place = place(bound);
    if (place != null) {
      long count = finder.areNullsFirst() ? place : finder.total() - place;
      reading.facts().nulls().learnCount(search, count);
    }
    return place;
  }

  /** Returns the offset of the first row at or after a range's beginning in the search's order. */
  public @Nullable Long placeOf(TimeRange range) {
    return place(first(range));
  }

  /** Returns the bound at which a range begins in the order of the search. */
  private double first(TimeRange range) {
    return bound(descending ? range.until() : range.from());
  }

  /** Returns the bound at which a range ends in the order of the search. */
  private double last(TimeRange range) {
    return bound(descending ? range.from() : range.until());
  }

  /** Returns the bound between times before a second and all others, in the order of the search. */
  private double bound(long second) {
    double millis = second * MILLIS;
    // In descending order, the first row of the range has a value just below the bound.
    return descending ? Math.nextUp(-millis) : millis;
  }

  private @Nullable Long place(double bound) {
    return finder.place(bound, false);
  }

  /** Returns the last page that was requested, null if there was only the first page. */
  public @Nullable Page lastPage() {
    return finder.lastPage();
  }

  /** Returns the offset of the last page that was requested. */
  public long lastOffset() {
    return finder.lastOffset();
  }
}
