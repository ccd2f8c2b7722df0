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
 * At which offset of a sorted search a time stands, found by a few pages: by interpolation between
 * the rows seen so far, by halving where that does not lead on. What is seen for one time is of use
 * for the next. Not thread-safe.
 *
 * <p>Where customers without a value stand is seen at offset 0: if the first has a value, they are
 * behind all others. Spans are told of the oldest first, in whichever order the search is.
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
   * Begins with the first page, which this statement has read already. If it has fewer rows than
   * others, fewer were asked for.
   *
   * @param total how many customers the search was said to find
   * @param times of the page's rows, null for a customer without one
   */
  public void begin(long total, List<@Nullable Long> times) {
    finder.begin(total, times, times.size());
  }

  /** Where the customers of a range stand, null if that can't be told. */
  public @Nullable Span span(TimeRange range) {
    boolean hasEnd = descending ? range.hasLower() : range.hasUpper();
    boolean hasBegin = descending ? range.hasUpper() : range.hasLower();
    // The end of all first, between which and the first page any other place lies.
    Long end = hasEnd ? place(last(range)) : endOfValues();
    Long begin = end == null ? null : hasBegin ? place(first(range)) : firstValue();
    if (begin == null || end == null) {
      return null;
    }
    long total = finder.total();
    return descending ? new Span(total - end, total - begin, total) : new Span(begin, end, total);
  }

  /** The least and the greatest time of a span that is not empty, null if that can't be told. */
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
   * How many customers stand before each of some seconds where the oldest are first; null if that
   * can't be told.
   *
   * @param seconds in rising order
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

  /** Behind the last customer with a time, null if that can't be told. */
  public @Nullable Long endOfValues() {
    if (!finder.start()) {
      return null;
    }
    return finder.areNullsFirst() ? (Long) finder.total() : placeOfNulls(Double.MAX_VALUE);
  }

  /** How many have no value changes little, so that the next time one page finds the place. */
  private @Nullable Long placeOfNulls(double bound) {
    Long place = place(bound);
    if (place != null) {
      long count = finder.areNullsFirst() ? place : finder.total() - place;
      reading.facts().nulls().learnCount(search, count);
    }
    return place;
  }

  /** The offset of the first row at or behind a range's bound in the order of the search. */
  public @Nullable Long placeOf(TimeRange range) {
    return place(first(range));
  }

  /** The bound at which a range begins in the order of the search. */
  private double first(TimeRange range) {
    return bound(descending ? range.until() : range.from());
  }

  /** The bound behind which a range has ended in the order of the search. */
  private double last(TimeRange range) {
    return bound(descending ? range.from() : range.until());
  }

  /** What parts those before a second from the others, in the order of the search. */
  private double bound(long second) {
    double millis = second * MILLIS;
    // Of the descending order, a value just below the bound is the first that belongs.
    return descending ? Math.nextUp(-millis) : millis;
  }

  private @Nullable Long place(double bound) {
    return finder.place(bound, false);
  }

  /** The page that was asked for last, null if there is none but the first. */
  public @Nullable Page lastPage() {
    return finder.lastPage();
  }

  /** Where the page begins that was asked for last. */
  public long lastOffset() {
    return finder.lastOffset();
  }
}
