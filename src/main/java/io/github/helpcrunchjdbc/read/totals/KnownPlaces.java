package io.github.helpcrunchjdbc.read.totals;

import java.util.Collections;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** What rows of a sorted search have shown of its order. Not thread-safe. */
final class KnownPlaces {
  /** The position in the order of the row at an offset; infinite for one without a value. */
  private final TreeMap<Long, Double> positions = new TreeMap<>();

  NavigableMap<Long, Double> all() {
    return Collections.unmodifiableNavigableMap(positions);
  }

  /** The position of the row at an offset, null if it was not seen. */
  @Nullable Double get(long offset) {
    return positions.get(offset);
  }

  /** Takes a row; whether it fits between those known. */
  boolean add(long offset, double position) {
    Map.Entry<Long, Double> low = positions.floorEntry(offset);
    Map.Entry<Long, Double> high = positions.ceilingEntry(offset);
    positions.put(offset, position);
    return (low == null || low.getValue() <= position)
        && (high == null || high.getValue() >= position);
  }

  /** The last row known to stand before a bound, null if none is. */
  Map.@Nullable Entry<Long, Double> before(double bound) {
    Map.Entry<Long, Double> best = null;
    for (Map.Entry<Long, Double> entry : positions.entrySet()) {
      if (entry.getValue() >= bound) {
        break;
      }
      best = entry;
    }
    return best;
  }

  /** The first row known not to stand before a bound, null if none is. */
  Map.@Nullable Entry<Long, Double> atOrBehind(double bound) {
    Map.Entry<Long, Double> before = before(bound);
    return before == null ? positions.firstEntry() : positions.higherEntry(before.getKey());
  }
}
