package io.github.helpcrunchjdbc.plan.exec.totals;

import io.github.helpcrunchjdbc.plan.function.TimeRangeBounds;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The units that times are rounded down to, on the face of a clock. */
public enum TimeUnits {
  YEAR,
  QUARTER,
  MONTH,
  /** From Sunday on, as Calcite's FLOOR has it. */
  WEEK,
  DAY,
  HOUR;

  /** The coarsest unit by which both can be told. */
  public TimeUnits with(TimeUnits other) {
    boolean hasWeek = this == WEEK || other == WEEK;
    TimeUnits finer = compareTo(other) >= 0 ? this : other;
    return hasWeek && this != other && finer == WEEK ? DAY : finer;
  }

  /** The last round time that is not after another, both in milliseconds on the clock's face. */
  long floor(long millis) {
    return TimeRangeBounds.roundedDown(name(), millis);
  }

  /**
   * The round times from the one before a time to the one behind another, null if they are more.
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
