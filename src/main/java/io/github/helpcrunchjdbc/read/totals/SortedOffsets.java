package io.github.helpcrunchjdbc.read.totals;

import io.github.helpcrunchjdbc.learned.ServiceFact;
import io.github.helpcrunchjdbc.read.page.ReadContext;
import io.github.helpcrunchjdbc.read.paging.DeepOffsetProbe;
import io.github.helpcrunchjdbc.read.request.Span;
import io.github.helpcrunchjdbc.read.request.TimeRange;
import io.github.helpcrunchjdbc.rows.Page;
import io.github.helpcrunchjdbc.search.ColumnDef;
import io.github.helpcrunchjdbc.search.PageRequest;
import io.github.helpcrunchjdbc.search.Search;
import io.github.helpcrunchjdbc.search.SortOrder;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * At which offset of a sorted search a time stands, found by a few pages: by interpolation between
 * the rows seen so far, by halving where that does not lead on. What is seen for one time is of use
 * for the next. Not thread-safe.
 *
 * <p>Nothing is taken for granted of the service: each page must be in order and fit between the
 * rows known, and the total must stay what it was, else nothing is found. Where customers without a
 * value stand is seen at offset 0: if the first has a value, they are behind all others.
 */
public final class SortedOffsets {
  /** So many pages in vain for one time show that the order is no order. */
  private static final int MOST_PROBES = 40;

  /** So many guesses that leave more than half of the rows are followed by halving. */
  private static final int MOST_IN_VAIN = 3;

  private static final double MILLIS = 1000;

  /** Bounds from here on are those of a range without one. */
  private static final double BEYOND_TIME = 1e18;

  /** So many guesses where those without a value begin need not lead on. */
  private static final int MOST_GUESSES = 6;

  private final ReadContext reading;
  private final Search search;
  private final ColumnDef column;
  private final boolean descending;

  private final KnownPlaces known = new KnownPlaces();

  /** What earlier pages have shown, for guesses. */
  private RememberedPlaces remembered = new RememberedPlaces(new TreeMap<>());

  private long total = Page.UNKNOWN_TOTAL;
  private boolean nullsFirst;
  private final EndOfValues nulls;
  private boolean started;
  private boolean doubtful;
  private long lastOffset;
  private @Nullable Page lastPage;

  private SortedOffsets(ReadContext reading, Search search, SortOrder sort) {
    this.reading = reading;
    this.search = search.withSort(sort);
    this.column = sort.column();
    this.descending = sort.descending();
    this.nulls = new EndOfValues(reading, this.search);
  }

  /** Offsets of a sorted search. */
  public static SortedOffsets of(ReadContext reading, Search search, SortOrder sort) {
    return new SortedOffsets(reading, search, sort);
  }

  public boolean isOf(Search other, ColumnDef otherColumn) {
    return column.equals(otherColumn) && search.withSort(null).equals(other.withSort(null));
  }

  /** Where the customers of a range stand, null if that can't be told. */
  public @Nullable Span span(TimeRange range) {
    if (descending) {
      throw new IllegalStateException("spans are of the oldest first");
    }
    // The end of all first, between which and the first page any other place lies.
    Long end = range.hasUpper() ? place(range.until() * MILLIS) : endOfValues();
    Long begin =
        end == null ? null : range.hasLower() ? place(range.from() * MILLIS) : firstValue();
    return begin == null || end == null ? null : new Span(begin, end, total);
  }

  /** The least and the greatest time of a span that is not empty, null if that can't be told. */
  public long @Nullable [] extremes(Span span) {
    if (known.get(span.end() - 1) == null) {
      probe(Math.max(span.begin(), span.end() - reading.pageSize()));
    }
    Double oldest = known.get(span.begin());
    Double newest = known.get(span.end() - 1);
    return doubtful || oldest == null || newest == null
        ? null
        : new long[] {oldest.longValue(), newest.longValue()};
  }

  /**
   * How many customers have a time before each of some seconds, or none where those stand in front;
   * null if that can't be told.
   *
   * @param seconds in rising order
   */
  public long @Nullable [] before(long[] seconds) {
    if (!start()) {
      return null;
    }
    double[] bounds = Arrays.stream(seconds).mapToDouble(second -> second * MILLIS).toArray();
    return new SeveralPlaces(known, total, reading.pageSize(), bounds, this::place).find();
  }

  private @Nullable Long firstValue() {
    return start() ? (nullsFirst ? placeOfNulls(-Double.MAX_VALUE) : (Long) 0L) : null;
  }

  /** Behind the last customer with a time, null if that can't be told. */
  public @Nullable Long endOfValues() {
    return start() ? (nullsFirst ? (Long) total : placeOfNulls(Double.MAX_VALUE)) : null;
  }

  /** How many have no value changes little, so that the next time one page finds the place. */
  private @Nullable Long placeOfNulls(double bound) {
    Long place = place(bound);
    if (place != null) {
      reading.facts().nulls().learnCount(search, nullsFirst ? place : total - place);
    }
    return place;
  }

  /** The offset of the first row at or behind a range's bound in the order of the search. */
  public @Nullable Long placeOf(TimeRange range) {
    double bound = descending ? -(range.until() * MILLIS) : range.from() * MILLIS;
    // Of the descending order, a value just below the bound is the first that belongs.
    return place(descending ? Math.nextUp(bound) : bound);
  }

  /**
   * The offset of the first row whose position is not before {@code bound}; the total if there is
   * none.
   */
  private @Nullable Long place(double bound) {
    return place(bound, false);
  }

  private @Nullable Long place(double bound, boolean isDense) {
    if (!start()) {
      return null;
    }
    int inVain = 0;
    boolean isEnd = Math.abs(bound) >= BEYOND_TIME;
    for (int probes = 0; probes < MOST_PROBES; probes++) {
      Map.Entry<Long, Double> low = known.before(bound);
      Map.Entry<Long, Double> high = known.atOrBehind(bound);
      long first = low == null ? 0 : low.getKey() + 1;
      long last = high == null ? total : high.getKey();
      if (first == last) {
        return first;
      }
      long wide = last - first;
      boolean isBetween = low != null && high != null && !high.getValue().isInfinite();
      boolean halve = inVain >= (isBetween ? MOST_IN_VAIN : 1);
      probe(
          isDense
              ? first
              : from(
                  first, last, halve ? (first + last) / 2 : guess(low, high, first, last, bound)));
      if (doubtful) {
        return null;
      }
      Map.Entry<Long, Double> nowLow = known.before(bound);
      Map.Entry<Long, Double> nowHigh = known.atOrBehind(bound);
      long left =
          (nowHigh == null ? total : nowHigh.getKey()) - (nowLow == null ? 0 : nowLow.getKey() + 1);
      boolean isInVain = left > wide / 2 && !(isEnd && probes < MOST_GUESSES);
      inVain = isInVain && !halve ? inVain + 1 : 0;
    }
    return null;
  }

  /** Where the page begins that has the row wanted in its middle. */
  private long from(long first, long last, long middle) {
    long size = reading.pageSize();
    long from = Math.max(first, middle - size / 2);
    // A page that ends with the last customer and is not full shows that offsets lead to the end.
    long latest = last == total ? last - size + 1 : last - size;
    return Math.max(first, Math.min(from, Math.max(first, latest)));
  }

  private long guess(
      Map.@Nullable Entry<Long, Double> low,
      Map.@Nullable Entry<Long, Double> high,
      long first,
      long last,
      double bound) {
    Long before = remembered.guess(bound, first, last);
    return before != null
        ? before
        : Math.abs(bound) >= BEYOND_TIME
            ? nulls.guess(first, last)
            : PlaceGuess.of(known.all(), low, high, first, last, bound);
  }

  /** Sees the first page, of which the total and the place of those without a value follow. */
  private boolean start() {
    if (!started) {
      begin(reading.page(new PageRequest(search, 0, reading.pageSize())), reading.pageSize());
    }
    return !doubtful;
  }

  /**
   * Begins with a first page that was read already. If it has fewer rows than others, fewer were
   * asked for.
   */
  public void begin(Page page) {
    begin(page, page.rows().size());
  }

  private void begin(Page page, int asked) {
    started = true;
    total = page.total();
    doubtful |=
        total == Page.UNKNOWN_TOTAL
            || reading.holds(ServiceFact.IGNORES_SORT)
            || !new Totals(reading).isBelieved(search, total);
    nullsFirst = !page.rows().isEmpty() && reading.value(page.rows().get(0)) == null;
    nulls.begin(total, nullsFirst);
    remembered =
        new RememberedPlaces(reading.facts().points().places(search, total, this::position));
    take(0, page, asked);
  }

  private void probe(long offset) {
    Page page = page(offset);
    if (page == null) {
      doubtful = true;
      return;
    }
    lastOffset = offset;
    lastPage = page;
    take(offset, page, reading.pageSize());
  }

  /** The page that was asked for last, null if there is none but the first. */
  public @Nullable Page lastPage() {
    return lastPage;
  }

  /** Where the page begins that was asked for last. */
  public long lastOffset() {
    return lastOffset;
  }

  /** The page at an offset, null if offsets don't lead there or the total is another one now. */
  private @Nullable Page page(long offset) {
    reading.execution().checkActive();
    if (offset >= reading.facts().reach().limit()) {
      return null;
    }
    PageRequest request = new PageRequest(search, offset, reading.pageSize());
    Page page = reading.pageUnlessRefused(request);
    boolean leads =
        page != null
            && page.total() == total
            && (page.rows().isEmpty() || DeepOffsetProbe.leadsThere(reading, request, page));
    return leads ? page : null;
  }

  /** Takes what a page shows, unless it contradicts what was seen before. */
  private void take(long offset, Page page, int asked) {
    List<@Nullable Object[]> rows = page.rows();
    long expected = Math.min(asked, Math.max(0, total - offset));
    // A page that is shorter than it must be is of a service that gives less at a time.
    doubtful |= rows.stream().anyMatch(reading.layout()::hasFraction);
    doubtful |= rows.size() > expected || (rows.isEmpty() && expected > 0);
    reading.facts().learnPage(rows.size());
    doubtful |=
        rows.size() < expected && reading.facts().isSurelyLast(rows.size(), reading.pageSize());
    for (int i = 0; i < rows.size() && !doubtful; i++) {
      double position = position(reading.value(rows.get(i)));
      doubtful |= !known.add(offset + i, position);
    }
  }

  private double position(@Nullable Long value) {
    if (value == null) {
      return nullsFirst ? Double.NEGATIVE_INFINITY : Double.POSITIVE_INFINITY;
    }
    return descending ? -(double) value : (double) value;
  }
}
