package io.github.helpcrunchjdbc.read.totals;

import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Guesses at which offset of a sorted search a time stands, from pages that came earlier, also of
 * the opposite order. Customers come and go, so each is made once. Not thread-safe.
 */
final class RememberedPlaces {
  private final NavigableMap<Long, Double> positions;

  /**
   * Remembers positions in the order by offset.
   *
   * @param positions infinite where there is no value
   */
  RememberedPlaces(NavigableMap<Long, Double> positions) {
    this.positions = positions;
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
    positions.remove(low.getKey());
    positions.remove(high.getKey());
    return PlaceGuess.of(new TreeMap<>(), low, high, low.getKey() + 1, high.getKey(), bound);
  }
}
