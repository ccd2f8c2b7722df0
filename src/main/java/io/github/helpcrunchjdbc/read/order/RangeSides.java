package io.github.helpcrunchjdbc.read.order;

import io.github.helpcrunchjdbc.read.request.TimeRange;
import org.jspecify.annotations.Nullable;

/**
 * Tells on which side of a range a customer is in the order of the range's time. Customers without
 * a time are together at one end; the times read so far show which end it is. Not thread-safe.
 */
final class RangeSides {
  private final TimeRange range;
  private final boolean descending;
  private boolean timesSeen;
  private boolean nullsFirst;

  /** Starts before any time has been read. */
  RangeSides(TimeRange range, boolean descending) {
    this.range = range;
    this.descending = descending;
  }

  /** Learns the next time that was read, null for a customer without one. */
  void learn(@Nullable Long time) {
    nullsFirst |= time == null && !timesSeen;
    timesSeen |= time != null;
  }

  /** Whether a customer comes before the range. */
  boolean isAhead(@Nullable Long time) {
    return time == null ? areNullsFirst() : range.isAhead(time, descending);
  }

  /** Whether a customer comes after the range. */
  boolean isBehind(@Nullable Long time) {
    return time == null
        ? !areNullsFirst()
        : !range.contains(time) && !range.isAhead(time, descending);
  }

  /**
   * Whether customers without a time come first. The first rows decide it: a later page may begin
   * with such customers again.
   */
  private boolean areNullsFirst() {
    return nullsFirst || !timesSeen;
  }
}
