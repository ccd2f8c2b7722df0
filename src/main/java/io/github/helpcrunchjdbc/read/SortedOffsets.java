package io.github.helpcrunchjdbc.read;

import io.github.helpcrunchjdbc.rows.Page;
import io.github.helpcrunchjdbc.search.ColumnDef;
import io.github.helpcrunchjdbc.search.PageRequest;
import io.github.helpcrunchjdbc.search.Search;
import io.github.helpcrunchjdbc.search.SortOrder;
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
final class SortedOffsets {
  /** So many pages in vain for one time show that the order is no order. */
  private static final int MOST_PROBES = 40;

  /** Bounds from here on are those of a range without one. */
  private static final double BEYOND_TIME = 1e18;

  /** So many guesses where those without a value begin need not lead on. */
  private static final int MOST_GUESSES = 4;

  private final ReadContext reading;
  private final Search search;
  private final ColumnDef column;
  private final boolean descending;

  /** The position in the order of the row at an offset; infinite for one without a value. */
  private final TreeMap<Long, Double> known = new TreeMap<>();

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

  /** Offsets of the oldest first: those who come in stand behind them. */
  static SortedOffsets ascending(ReadContext reading, Search search, ColumnDef column) {
    return new SortedOffsets(reading, search, new SortOrder(column, false));
  }

  /** Offsets of a sorted search. */
  static SortedOffsets of(ReadContext reading, Search search, SortOrder sort) {
    return new SortedOffsets(reading, search, sort);
  }

  boolean isOf(Search other, ColumnDef otherColumn) {
    return column.equals(otherColumn) && search.withSort(null).equals(other.withSort(null));
  }

  /** How many customers have a time in a range, null if that can't be told. */
  @Nullable Long count(TimeRange range) {
    if (descending) {
      throw new IllegalStateException("counts are of the oldest first");
    }
    Long begin = range.hasLower() ? place(range.from() * 1000.0) : firstValue();
    Long end =
        begin == null ? null : range.hasUpper() ? place(range.until() * 1000.0) : endOfValues();
    return begin == null || end == null ? null : (Long) (end - begin);
  }

  /** How many customers have a time before a second, or none where those stand in front. */
  @Nullable Long before(long second) {
    return place(second * 1000.0);
  }

  /** The times of the oldest and the newest, null if that can't be told or nobody has one. */
  long @Nullable [] extremes() {
    Long first = firstValue();
    Long end = first == null ? null : endOfValues();
    if (first == null || end == null || first >= end) {
      return null;
    }
    Double oldest = known.get(first);
    Double newest = known.get(end - 1);
    return oldest == null || newest == null
        ? null
        : new long[] {oldest.longValue(), newest.longValue()};
  }

  private @Nullable Long firstValue() {
    return start() ? (nullsFirst ? placeOfNulls(-Double.MAX_VALUE) : (Long) 0L) : null;
  }

  /** Behind the last customer with a time, null if that can't be told. */
  @Nullable Long endOfValues() {
    return start() ? (nullsFirst ? (Long) total : placeOfNulls(Double.MAX_VALUE)) : null;
  }

  /** How many have no value changes little, so that the next time one page finds the place. */
  private @Nullable Long placeOfNulls(double bound) {
    Long place = place(bound);
    if (place != null) {
      reading.facts().learnNullCount(search, nullsFirst ? place : total - place);
    }
    return place;
  }

  /** The offset of the first row at or behind a range's bound in the order of the search. */
  @Nullable Long placeOf(TimeRange range) {
    double bound = descending ? -(range.until() * 1000.0) : range.from() * 1000.0;
    // Of the descending order, a value just below the bound is the first that belongs.
    return place(descending ? Math.nextUp(bound) : bound);
  }

  /**
   * The offset of the first row whose position is not before {@code bound}; the total if there is
   * none.
   */
  private @Nullable Long place(double bound) {
    if (!start()) {
      return null;
    }
    boolean halve = false;
    boolean isEnd = Math.abs(bound) >= BEYOND_TIME;
    for (int probes = 0; probes < MOST_PROBES; probes++) {
      Map.Entry<Long, Double> low = before(bound);
      Map.Entry<Long, Double> high = atOrBehind(bound);
      long first = low == null ? 0 : low.getKey() + 1;
      long last = high == null ? total : high.getKey();
      if (first == last) {
        return first;
      }
      long wide = last - first;
      probe(from(first, last, halve ? (first + last) / 2 : guess(low, high, first, last, bound)));
      if (doubtful) {
        return null;
      }
      Map.Entry<Long, Double> nowLow = before(bound);
      Map.Entry<Long, Double> nowHigh = atOrBehind(bound);
      long left =
          (nowHigh == null ? total : nowHigh.getKey()) - (nowLow == null ? 0 : nowLow.getKey() + 1);
      halve = left > wide / 2 && !(isEnd && probes < MOST_GUESSES);
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
    return Math.abs(bound) >= BEYOND_TIME
        ? nulls.guess(first, last)
        : PlaceGuess.of(known, low, high, first, last, bound);
  }

  private Map.@Nullable Entry<Long, Double> before(double bound) {
    Map.Entry<Long, Double> best = null;
    for (Map.Entry<Long, Double> entry : known.entrySet()) {
      if (entry.getValue() >= bound) {
        break;
      }
      best = entry;
    }
    return best;
  }

  private Map.@Nullable Entry<Long, Double> atOrBehind(double bound) {
    for (Map.Entry<Long, Double> entry : known.entrySet()) {
      if (entry.getValue() >= bound) {
        return entry;
      }
    }
    return null;
  }

  /** Sees the first page, of which the total and the place of those without a value follow. */
  private boolean start() {
    if (!started) {
      begin(reading.page(new PageRequest(search, 0, reading.pageSize())));
    }
    return !doubtful;
  }

  /** Begins with a first page that was read already. */
  void begin(Page page) {
    started = true;
    total = page.total();
    doubtful |=
        total == Page.UNKNOWN_TOTAL
            || reading.findings().ignoresSort()
            || !new Totals(reading).isBelieved(search, total);
    nullsFirst = !page.rows().isEmpty() && reading.value(page.rows().get(0)) == null;
    nulls.begin(total, nullsFirst);
    take(0, page);
  }

  private void probe(long offset) {
    Page page = page(offset);
    if (page == null) {
      doubtful = true;
      return;
    }
    lastOffset = offset;
    lastPage = page;
    take(offset, page);
  }

  /** The page that was asked for last, null if there is none but the first. */
  @Nullable Page lastPage() {
    return lastPage;
  }

  /** Where the page begins that was asked for last. */
  long lastOffset() {
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
  private void take(long offset, Page page) {
    List<@Nullable Object[]> rows = page.rows();
    long expected = Math.min(reading.pageSize(), Math.max(0, total - offset));
    // A page that is shorter than it must be is of a service that gives less at a time.
    doubtful |= rows.stream().anyMatch(reading.layout()::hasFraction);
    doubtful |= rows.size() > expected || (rows.isEmpty() && expected > 0);
    for (int i = 0; i < rows.size() && !doubtful; i++) {
      double position = position(rows.get(i));
      Map.Entry<Long, Double> low = known.floorEntry(offset + i);
      Map.Entry<Long, Double> high = known.ceilingEntry(offset + i);
      doubtful |=
          (low != null && low.getValue() > position)
              || (high != null && high.getValue() < position);
      known.put(offset + i, position);
    }
  }

  private double position(@Nullable Object[] row) {
    Long value = reading.value(row);
    if (value == null) {
      return nullsFirst ? Double.NEGATIVE_INFINITY : Double.POSITIVE_INFINITY;
    }
    return descending ? -(double) value : (double) value;
  }
}
