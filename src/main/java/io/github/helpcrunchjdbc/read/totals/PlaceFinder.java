package io.github.helpcrunchjdbc.read.totals;

import io.github.helpcrunchjdbc.learned.ServiceFact;
import io.github.helpcrunchjdbc.read.page.ReadContext;
import io.github.helpcrunchjdbc.read.paging.DeepOffsetProbe;
import io.github.helpcrunchjdbc.rows.Page;
import io.github.helpcrunchjdbc.search.PageRequest;
import io.github.helpcrunchjdbc.search.Search;
import io.github.helpcrunchjdbc.search.SortOrder;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Finds the first row of a sorted search that is not before a bound, by reading pages. It does not
 * trust the service: each page must be in order and fit between the known rows, and the total must
 * not change; else it finds nothing. Not thread-safe.
 */
final class PlaceFinder {
  /** Greater bounds are those of a range without a bound. */
  private static final double BEYOND_TIME = 1e18;

  /** If this many pages do not find one time, the search is not sorted. */
  private static final int MOST_PROBES = 40;

  /** After this many guesses that leave more than half of the rows, the range is halved. */
  private static final int MOST_IN_VAIN = 3;

  /** So many guesses for the end of the values may leave more than half of the rows. */
  private static final int MOST_GUESSES = 6;

  private final ReadContext reading;
  private final Search search;
  private final boolean descending;
  private final KnownPlaces known = new KnownPlaces();

  /** Rows that earlier pages have shown, for guesses. */
  private RememberedPlaces remembered;

  private long total = Page.UNKNOWN_TOTAL;
  private boolean nullsFirst;
  private final EndOfValues nulls;
  private boolean started;
  private boolean doubtful;
  private long lastOffset;
  private @Nullable Page lastPage;

  PlaceFinder(ReadContext reading, Search search, SortOrder sort) {
    this.reading = reading;
    this.search = search.withSort(sort);
    this.descending = sort.descending();
    this.nulls = new EndOfValues(reading, this.search);
    this.remembered = new RememberedPlaces(new TreeMap<>(), reading.pageSize());
  }

  KnownPlaces known() {
    return known;
  }

  /** Returns how many customers the search finds. Call this after the start. */
  long total() {
    return total;
  }

  /** Whether the first customer has no value. Call it after the start. */
  boolean areNullsFirst() {
    return nullsFirst;
  }

  /** Whether the pages contradict each other. */
  boolean isDoubtful() {
    return doubtful;
  }

  /** Returns the last page that was requested, null if there was only the first page. */
  @Nullable Page lastPage() {
    return lastPage;
  }

  /** Returns the offset of the last page that was requested. */
  long lastOffset() {
    return lastOffset;
  }

  /**
   * Returns the offset of the first row whose position is not before a bound, the total if there is
   * none; null if it can't be found out.
   *
   * @param isDense whether to read the first page that may have the row
   */
  @Nullable Long place(double bound, boolean isDense) {
    if (!start()) {
      return null;
    }
    int inVain = 0;
    boolean isEnd = isBeyondTime(bound);
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

  /** Whether most likely no value is beyond a bound, because the bound is in the future. */
  private boolean isBeyondTime(double bound) {
    double latest = Math.min(BEYOND_TIME, (double) reading.execution().startMillis());
    return descending
        ? bound < -latest || bound >= BEYOND_TIME
        : bound > latest || bound <= -BEYOND_TIME;
  }

  /**
   * Returns the offset of a page that has row {@code middle} in its middle, moved so that the page
   * lies within the range if possible.
   */
  long from(long first, long last, long middle) {
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
        : isBeyondTime(bound)
            ? nulls.guess(first, last)
            : PlaceGuess.of(known.all(), low, high, first, last, bound);
  }

  /** Reads the first page. It shows the total and where the customers without a value are. */
  boolean start() {
    if (!started) {
      int size = reading.pageSize();
      Page page = reading.page(new PageRequest(search, 0, size));
      doubtful |= page.rows().stream().anyMatch(reading.layout()::hasFraction);
      begin(page.total(), page.rows().stream().map(reading::value).toList(), size);
    }
    return !doubtful;
  }

  /**
   * Begins with the first page.
   *
   * @param asked how many rows the page was asked for
   */
  void begin(long newTotal, List<@Nullable Long> first, int asked) {
    started = true;
    total = newTotal;
    doubtful |=
        total == Page.UNKNOWN_TOTAL
            || reading.holds(ServiceFact.IGNORES_SORT)
            || !new Totals(reading).isBelieved(search, total);
    nullsFirst = !first.isEmpty() && first.get(0) == null;
    remembered =
        new RememberedPlaces(
            reading.facts().points().places(search, total, this::position), reading.pageSize());
    nulls.begin(total, nullsFirst, remembered.endsWithoutValue());
    take(0, first, asked);
  }

  /** Reads the page at an offset. */
  void probe(long offset) {
    Page page = page(offset);
    if (page == null) {
      doubtful = true;
      return;
    }
    lastOffset = offset;
    lastPage = page;
    doubtful |= page.rows().stream().anyMatch(reading.layout()::hasFraction);
    take(offset, page.rows().stream().map(reading::value).toList(), reading.pageSize());
  }

  /** Returns the page at an offset, null if offsets don't lead there or the total has changed. */
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

  /** Takes the times of a page, unless they contradict earlier pages. */
  private void take(long offset, List<@Nullable Long> times, int asked) {
    long expected = Math.min(asked, Math.max(0, total - offset));
    int size = times.size();
    doubtful |= size > expected || (size == 0 && expected > 0);
    reading.facts().learnPage(size);
    // A page shorter than it must be comes from a service whose pages are smaller than asked for.
    doubtful |= size < expected && reading.facts().isSurelyLast(size, reading.pageSize());
    for (int i = 0; i < size && !doubtful; i++) {
      doubtful |= !known.add(offset + i, position(times.get(i)));
    }
  }

  private double position(@Nullable Long value) {
    if (value == null) {
      return nullsFirst ? Double.NEGATIVE_INFINITY : Double.POSITIVE_INFINITY;
    }
    return descending ? -(double) value : (double) value;
  }
}
