package io.github.helpcrunchjdbc.plan.exec.totals;

import io.github.helpcrunchjdbc.plan.function.TimeRangeBounds;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The units that times are rounded down to, in a time zone. */
public enum TimeUnits {
  YEAR,
  QUARTER,
  MONTH,
  /** Begins on Sunday, as in Calcite's FLOOR. */
  WEEK,
  /** Begins on Monday, as the weeks and ISO years that EXTRACT numbers. */
  ISOWEEK,
  DAY,
  HOUR;

  /** Returns the coarsest unit from which both units can be computed. */
  public TimeUnits with(TimeUnits other) {
    TimeUnits finer = compareTo(other) >= 0 ? this : other;
    return this != other && (finer == WEEK || finer == ISOWEEK) ? DAY : finer;
  }

  /** Returns the last rounded time not after a time. Both are wall clock milliseconds. */
  long floor(long millis) {
    return TimeRangeBounds.roundedDown(name(), millis);
  }

  /**
   * Returns the rounded times from the last one not after {@code least} to the first one after
   * {@code greatest}; null if they are more than {@code most}.
   */
  @Nullable List<Long> bounds(long least, long greatest, long most) {
    List<Long> bounds = new ArrayList<>(List.of(floor(least)));
    for (long bound = bounds.get(0); bound <= greatest; ) {
      bound = TimeRangeBounds.nextRound(name(), bound);
      bounds.add(bound);
      if (bounds.size() > most) {
        return null;
      }
    }
    return bounds;
  }
}
