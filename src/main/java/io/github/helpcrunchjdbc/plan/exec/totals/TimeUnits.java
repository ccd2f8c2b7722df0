package io.github.helpcrunchjdbc.plan.exec.totals;

import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.time.temporal.TemporalAdjusters;
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
    LocalDateTime time = LocalDateTime.ofInstant(Instant.ofEpochMilli(millis), ZoneOffset.UTC);
    LocalDateTime day = time.truncatedTo(ChronoUnit.DAYS);
    return millis(
        switch (this) {
          case YEAR -> day.withDayOfYear(1);
          case QUARTER -> day.withDayOfMonth(1).withMonth((day.getMonthValue() - 1) / 3 * 3 + 1);
          case MONTH -> day.withDayOfMonth(1);
          case WEEK -> day.with(TemporalAdjusters.previousOrSame(DayOfWeek.SUNDAY));
          case DAY -> day;
          case HOUR -> time.truncatedTo(ChronoUnit.HOURS);
        });
  }

  /** The round time after a round one. */
  long next(long millis) {
    LocalDateTime time = LocalDateTime.ofInstant(Instant.ofEpochMilli(millis), ZoneOffset.UTC);
    return millis(
        switch (this) {
          case YEAR -> time.plusYears(1);
          case QUARTER -> time.plusMonths(3);
          case MONTH -> time.plusMonths(1);
          case WEEK -> time.plusWeeks(1);
          case DAY -> time.plusDays(1);
          case HOUR -> time.plusHours(1);
        });
  }

  /**
   * The round times from the one before a time to the one behind another, null if they are more.
   */
  @Nullable List<Long> bounds(long least, long greatest, long most) {
    List<Long> bounds = new ArrayList<>(List.of(floor(least)));
    for (long bound = bounds.get(0); bound <= greatest; ) {
      bound = next(bound);
      bounds.add(bound);
      if (bounds.size() > most) {
        return null;
      }
    }
    return bounds;
  }

  private static long millis(LocalDateTime time) {
    return time.toInstant(ZoneOffset.UTC).toEpochMilli();
  }
}
