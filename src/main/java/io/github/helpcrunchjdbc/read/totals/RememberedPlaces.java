package io.github.helpcrunchjdbc.read.totals;

import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Guesses at which offset of a sorted search a time stands, from pages that came earlier, also in
 * the opposite order. Customers come and go, so each guess is made only once. Not thread-safe.
 *
 * @param positions positions in the order by offset, infinite where there is no value
 * @param pageSize rows in a request
 */
record RememberedPlaces(NavigableMap<Long, Double> positions, int pageSize) {
  /** Whether the last remembered row has no value. */
  boolean endsWithoutValue() {
    return !positions.isEmpty() && positions.lastEntry().getValue() == Double.POSITIVE_INFINITY;
  }

  /**
   * Returns a place between two rows that stood close together, null if there are none.
   *
   * @param first the least offset that is possible
   * @param last the greatest offset that is possible
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
    // If both rows fit on one page, the page around their middle has both, and so all between them.
    long guess =
        end - begin < pageSize
            ? (begin + end + 1) / 2
            : PlaceGuess.of(new TreeMap<>(), low, high, begin + 1, end, bound);
    // A TreeMap may reuse an entry for another place when it removes one. Both entries were read
    // before.
    positions.remove(begin);
    positions.remove(end);
    return guess;
  }
}
