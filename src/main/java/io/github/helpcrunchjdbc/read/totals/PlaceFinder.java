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
 * Finds the first row of a sorted search that is not before a bound, by pages. Nothing is taken for
 * granted of the service: each page must be in order and fit between the rows known, and the total
 * must stay what it was, else nothing is found. Not thread-safe.
 */
final class PlaceFinder {
  /** Bounds from here on are those of a range without one. */
  private static final double BEYOND_TIME = 1e18;

  /** So many pages in vain for one time show that the order is no order. */
  private static final int MOST_PROBES = 40;

  /** So many guesses that leave more than half of the rows are followed by halving. */
  private static final int MOST_IN_VAIN = 3;

  /** So many guesses where those without a value begin need not lead on. */
  private static final int MOST_GUESSES = 6;

  private final ReadContext reading;
  private final Search search;
  private final boolean descending;
  private final KnownPlaces known = new KnownPlaces();

  /** What earlier pages have shown, for guesses. */
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

  /** How many customers the search finds, once started. */
  long total() {
    return total;
  }

  /** Whether the first customer has no value, once started. */
  boolean areNullsFirst() {
    return nullsFirst;
  }

  /** Whether what was seen does not fit together. */
  boolean isDoubtful() {
    return doubtful;
  }

  /** The page that was asked for last, null if there is none but the first. */
  @Nullable Page lastPage() {
    return lastPage;
  }

  /** Where the page begins that was asked for last. */
  long lastOffset() {
    return lastOffset;
  }

  /**
   * The offset of the first row whose position is not before a bound, the total if there is none;
   * null if that can't be told.
   *
   * @param isDense whether to look at the first page that may have it
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

  /** Whether a bound most likely has no values beyond it: nobody has come yet in the future. */
  private boolean isBeyondTime(double bound) {
    double latest = Math.min(BEYOND_TIME, (double) reading.execution().startMillis());
    return descending
        ? bound < -latest || bound >= BEYOND_TIME
        : bound > latest || bound <= -BEYOND_TIME;
  }

  /** Where the page begins that has the row wanted in its middle, as far as it is of the range. */
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

  /** Sees the first page, of which the total and the place of those without a value follow. */
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
   * @param asked how many rows it was asked for
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

  /** Sees the page at an offset. */
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
  private void take(long offset, List<@Nullable Long> times, int asked) {
    long expected = Math.min(asked, Math.max(0, total - offset));
    int size = times.size();
    doubtful |= size > expected || (size == 0 && expected > 0);
    reading.facts().learnPage(size);
    // A page that is shorter than it must be is of a service that gives less at a time.
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
