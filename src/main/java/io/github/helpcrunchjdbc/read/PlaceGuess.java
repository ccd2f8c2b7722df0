package io.github.helpcrunchjdbc.read;

import java.util.Map;
import java.util.NavigableMap;
import org.jspecify.annotations.Nullable;

/** Guesses at which offset of a sorted search a time stands, from rows that were seen. */
final class PlaceGuess {
  private PlaceGuess() {}

  /**
   * Between two values by proportion, beyond one by how they rise; else in the middle.
   *
   * @param known positions in the order by offset, infinite where there is no value
   * @param low the last row known to be before the bound
   * @param high the first row known not to be
   * @param first the least offset that it may be
   * @param last the greatest
   */
  static long of(
      NavigableMap<Long, Double> known,
      Map.@Nullable Entry<Long, Double> low,
      Map.@Nullable Entry<Long, Double> high,
      long first,
      long last,
      double bound) {
    boolean hasLow = low != null && isValue(low.getValue());
    boolean hasHigh = high != null && isValue(high.getValue());
    if (low == null || high == null || !hasLow || !hasHigh) {
      Long beyond =
          hasLow && low != null
              ? beyond(low, firstValue(known), bound)
              : hasHigh && high != null
                  ? beyond(high, firstValue(known.descendingMap()), bound)
                  : null;
      return beyond != null && beyond >= first && beyond < last ? beyond : (first + last) / 2;
    }
    double width = high.getValue() - low.getValue();
    double part = width <= 0 ? 0.5 : (bound - low.getValue()) / width;
    return low.getKey() + Math.round(part * (high.getKey() - low.getKey()));
  }

  /** Goes on beyond a row as steeply as from another to it. */
  private static @Nullable Long beyond(
      Map.Entry<Long, Double> near, Map.@Nullable Entry<Long, Double> far, double bound) {
    if (far == null || far.getValue().equals(near.getValue())) {
      return null;
    }
    double rowsEach = (near.getKey() - far.getKey()) / (near.getValue() - far.getValue());
    return near.getKey() + Math.round((bound - near.getValue()) * rowsEach);
  }

  private static Map.@Nullable Entry<Long, Double> firstValue(NavigableMap<Long, Double> rows) {
    for (Map.Entry<Long, Double> row : rows.entrySet()) {
      if (isValue(row.getValue())) {
        return row;
      }
    }
    return null;
  }

  private static boolean isValue(double position) {
    return !Double.isInfinite(position);
  }
}
