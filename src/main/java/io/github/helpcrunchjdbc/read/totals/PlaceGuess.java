package io.github.helpcrunchjdbc.read.totals;

import io.github.helpcrunchjdbc.search.PageRequest;
import java.util.Map;
import java.util.NavigableMap;
import org.jspecify.annotations.Nullable;

/** Guesses at which offset of a sorted search a time stands, from rows that were seen. */
final class PlaceGuess {
  /** Differences of up to twice the random deviation of as many rows hardly count. */
  private static final double CHANCE = 4;

  /** A cubic that is steeper at an end may leave the range between its ends. */
  private static final double STEEPEST = 3;

  private PlaceGuess() {}

  /**
   * Guesses the offset of a bound: between two known values by how rows rise there, beyond one
   * value by how they rise before it, and else in the middle.
   *
   * @param known positions in the order by offset, infinite where there is no value
   * @param low the last row known to be before the bound
   * @param high the first row known not to be before the bound
   * @param first the least offset that is possible
   * @param last the greatest offset that is possible
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
    return width <= 0 ? (first + last) / 2 : between(known, low, high, bound);
  }

  /**
   * Interpolates by a cubic. At each end it is as steep as the rows farther out, as far as their
   * steepness is more than chance. If the number of new customers grows with time, a line would
   * miss again and again.
   */
  private static long between(
      NavigableMap<Long, Double> known,
      Map.Entry<Long, Double> low,
      Map.Entry<Long, Double> high,
      double bound) {
    double rows = high.getKey() - low.getKey();
    double width = high.getValue() - low.getValue();
    double part = (bound - low.getValue()) / width;
    long before = outside(part * rows, rows);
    long behind = outside((1 - part) * rows, rows);
    Double atLow = steepness(low, known.ceilingEntry(low.getKey() - before), rows / width, width);
    Double atHigh = steepness(high, known.floorEntry(high.getKey() + behind), rows / width, width);
    double first = atLow != null ? atLow : opposite(atHigh);
    double last = atHigh != null ? atHigh : opposite(atLow);
    double rest = 1 - part;
    double share = part * part * (3 - 2 * part) + part * rest * (rest * first - part * last);
    return low.getKey() + Math.round(Math.max(0, Math.min(1, share)) * rows);
  }

  /**
   * Returns how many rows outside an end are used for its steepness. It is more if the place looked
   * for is far from the end.
   */
  private static long outside(double distance, double rows) {
    return Math.round(Math.min(rows, Math.max(PageRequest.MAX_LIMIT, distance)));
  }

  /**
   * Returns how steeply rows rise at an end, as a multiple of how they rise between the ends; null
   * if no row farther out tells.
   *
   * @param steep rows in a unit of time between the ends
   * @param width the time between the ends
   */
  private static @Nullable Double steepness(
      Map.Entry<Long, Double> end,
      Map.@Nullable Entry<Long, Double> outer,
      double steep,
      double width) {
    double away = outer == null ? 0 : Math.abs(end.getValue() - outer.getValue());
    if (outer == null || !(away > 0) || !isValue(away)) {
      return null;
    }
    double rows = Math.abs(end.getKey() - outer.getKey());
    double outside = rows / away / steep;
    // The result is between the steepness outside and the weighted harmonic mean, by which no curve
    // overshoots.
    double near = 2 * width + away;
    double far = width + 2 * away;
    double harmonic = (near + far) / (near / outside + far);
    double mean = Math.sqrt(harmonic * Math.min(outside, STEEPEST));
    double beyondChance = Math.pow(Math.log(mean), 2) * rows;
    return Math.pow(mean, beyondChance / (beyondChance + CHANCE));
  }

  /** Returns the steepness at an end of which nothing is known, from that at the other end. */
  private static double opposite(@Nullable Double steepness) {
    return steepness == null ? 1 : Math.max(0, Math.min(STEEPEST, (STEEPEST - steepness) / 2));
  }

  /** Extrapolates beyond a row, as steeply as the rows rise from {@code far} to it. */
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
