package io.github.helpcrunchjdbc.read.totals;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Finds the places of several bounds in one order. If the bounds are far apart, it starts with the
 * middle one, so that the others lie between known rows. If a few bounds are close together, it
 * starts with the one next to a known row, because that guess is the best and makes the next one
 * better. If they are so close that every page has one, it reads page after page. Not thread-safe.
 */
final class SeveralPlaces {
  /** At most this many bounds are a few. */
  private static final int FEW = 3;

  /** This many bounds still are a few if they share a season: one helps to guess the next. */
  private static final int FEW_OF_PART = 9;

  /** A part of the order shorter than the whole divided by this is as short as a season. */
  private static final int PARTS = 4;

  /** At most this many bounds are found by reading page after page. */
  private static final int MOST_DENSE = 40;

  /** Finds one bound. */
  interface Finder {
    /**
     * Returns the place of the first row that is not before a bound, null if it can't be found out.
     *
     * @param isDense whether to read the first page that may have the row
     */
    @Nullable Long place(double bound, boolean isDense);
  }

  private final KnownPlaces known;
  private final long total;
  private final int pageSize;
  private final double[] bounds;
  private final Finder finder;
  private final long[] places;

  /**
   * Starts before the first page.
   *
   * @param known the rows seen so far, to which the finder adds
   * @param bounds the bounds in rising order
   */
  SeveralPlaces(KnownPlaces known, long total, int pageSize, double[] bounds, Finder finder) {
    this.known = known;
    this.total = total;
    this.pageSize = pageSize;
    this.bounds = bounds;
    this.finder = finder;
    this.places = new long[bounds.length];
  }

  /** Returns the place of each bound, null if one can't be found out. */
  long @Nullable [] find() {
    return find(0, bounds.length) ? places : null;
  }

  private boolean find(int from, int until) {
    if (from >= until) {
      return true;
    }
    Map.Entry<Long, Double> low = known.before(bounds[from]);
    Map.Entry<Long, Double> high = known.atOrBehind(bounds[until - 1]);
    long rows = (high == null ? total : high.getKey()) - (low == null ? 0 : low.getKey());
    boolean isDense = until - from < MOST_DENSE && rows <= (long) (until - from) * pageSize;
    int next = isDense ? from : next(from, until, rows);
    Long place = finder.place(bounds[next], isDense);
    if (place == null) {
      return false;
    }
    places[next] = place;
    return find(from, next) && find(next + 1, until);
  }

  private int next(int from, int until, long rows) {
    int middle = (from + until) / 2;
    if (until - from > (rows <= total / PARTS ? FEW_OF_PART : FEW)) {
      return middle;
    }
    double first = doubt(bounds[from]);
    double last = doubt(bounds[until - 1]);
    int end = first <= last ? from : until - 1;
    return Math.min(first, last) <= doubt(bounds[middle]) ? end : middle;
  }

  /** Returns the square of a guess's likely error. It grows with the distance to the known rows. */
  private double doubt(double bound) {
    Map.Entry<Long, Double> low = known.before(bound);
    Map.Entry<Long, Double> high = known.atOrBehind(bound);
    if (low == null || high == null) {
      return Double.MAX_VALUE;
    }
    long first = low.getKey() + 1;
    long guess = PlaceGuess.of(known.all(), low, high, first, high.getKey(), bound);
    double before = Math.max(1, guess - low.getKey());
    double behind = Math.max(1, high.getKey() - guess);
    return before * behind / (before + behind);
  }
}
