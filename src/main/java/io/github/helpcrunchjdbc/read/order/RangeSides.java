package io.github.helpcrunchjdbc.read.order;

import io.github.helpcrunchjdbc.read.request.TimeRange;
import org.jspecify.annotations.Nullable;

/**
 * On which side of a range of times a customer stands in the order of those times. Customers
 * without a time stand together at one end, which the times that were read tell. Not thread-safe.
 */
final class RangeSides {
  private final TimeRange range;
  private final boolean descending;
  private boolean timesSeen;
  private boolean nullsFirst;

  /** Starts before any time was read. */
  RangeSides(TimeRange range, boolean descending) {
    this.range = range;
    this.descending = descending;
  }

  /** Learns the next time that was read, null for a customer without one. */
  void learn(@Nullable Long time) {
    nullsFirst |= time == null && !timesSeen;
    timesSeen |= time != null;
  }

  /** Whether a customer stands before the range. */
  boolean isAhead(@Nullable Long time) {
    return time == null ? areNullsFirst() : range.isAhead(time, descending);
  }

  /** Whether a customer stands behind the range. */
  boolean isBehind(@Nullable Long time) {
    return time == null
        ? !areNullsFirst()
        : !range.contains(time) && !range.isAhead(time, descending);
  }

  /**
   * Whether customers without a time stand first. What the first rows have shown holds: a later
   * page may begin with such customers again.
   */
  private boolean areNullsFirst() {
    return nullsFirst || !timesSeen;
  }
}
