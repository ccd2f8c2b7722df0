package io.github.helpcrunchjdbc.read.totals;

import java.util.Collections;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The rows of a sorted search that pages have shown. Not thread-safe. */
final class KnownPlaces {
  /** Maps the offset of a row to its position in the order; infinite for a row without a value. */
  private final TreeMap<Long, Double> positions = new TreeMap<>();

  NavigableMap<Long, Double> all() {
    return Collections.unmodifiableNavigableMap(positions);
  }

  /** Returns the position of the row at an offset, null if it was not seen. */
  @Nullable Double get(long offset) {
    return positions.get(offset);
  }

  /** Adds a row. Returns whether the row fits between its known neighbours. */
  boolean add(long offset, double position) {
    Map.Entry<Long, Double> low = positions.floorEntry(offset);
    Map.Entry<Long, Double> high = positions.ceilingEntry(offset);
    positions.put(offset, position);
    return (low == null || low.getValue() <= position)
        && (high == null || high.getValue() >= position);
  }

  /** Returns the last known row before a bound, null if there is none. */
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

  /** Returns the first known row that is not before a bound, null if there is none. */
  Map.@Nullable Entry<Long, Double> atOrBehind(double bound) {
    Map.Entry<Long, Double> before = before(bound);
    return before == null ? positions.firstEntry() : positions.higherEntry(before.getKey());
  }
}
