package io.github.helpcrunchjdbc.read.totals;

import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Guesses at which offset of a sorted search a time stands, from pages that came earlier, also of
 * the opposite order. Customers come and go, so each is made once. Not thread-safe.
 *
 * @param positions infinite where there is no value
 * @param pageSize rows a request
 */
record RememberedPlaces(NavigableMap<Long, Double> positions, int pageSize) {
  /** Whether the last row stood without a value. */
  boolean endsWithoutValue() {
    return !positions.isEmpty() && positions.lastEntry().getValue() == Double.POSITIVE_INFINITY;
  }

  /**
   * The place between two rows that stood close together, null if none did.
   *
   * @param first the least offset that it may be
   * @param last the greatest
   */
  @Nullable Long guess(double bound, long first, long last) {
    NavigableMap<Long, Double> between = positions.subMap(first, true, last, false);
    Map.Entry<Long, Double> low = null;
    Map.Entry<Long, Double> high = null;
    for (Map.Entry<Long, Double> entry : between.entrySet()) {
      if (entry.getValue() >= bound) {
        high = entry;
        break;
      }
      low = entry;
    }
    if (low == null || high == null || high.getKey() - low.getKey() > (last - first) / 8) {
      return null;
    }
    long begin = low.getKey();
    long end = high.getKey();
    // A page around the middle of two rows of one page has both, and so surely what lies between.
    long guess =
        end - begin < pageSize
            ? (begin + end + 1) / 2
            : PlaceGuess.of(new TreeMap<>(), low, high, begin + 1, end, bound);
    // A TreeMap may move another place into an entry when it removes one: both were read before.
    positions.remove(begin);
    positions.remove(end);
    return guess;
  }
}
