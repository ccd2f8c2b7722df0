package io.github.helpcrunchjdbc.plan.function;

import java.time.DayOfWeek;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.time.temporal.IsoFields;
import java.time.temporal.TemporalAdjusters;
import java.time.temporal.TemporalUnit;
import org.apache.calcite.linq4j.function.Strict;

/**
 * Computes bounds for times that are rounded or shifted, in milliseconds since 1970. A bound may
 * lie outside the years 1 to 9999 although the times are within. Public for the code that Calcite
 * generates.
 */
@Strict
public final class TimeRangeBounds {
  private TimeRangeBounds() {}

  public static long later(long time, long millis) {
    return time + millis;
  }

  public static long earlier(long time, long millis) {
    return time - millis;
  }

  /**
   * Returns the round time at or before a time.
   *
   * @param unit YEAR, QUARTER, MONTH, WEEK (from Sunday on), ISOWEEK, DAY, HOUR, MINUTE or SECOND
   */
  public static long roundedDown(String unit, long time) {
    return millis(start(unit, at(time)));
  }

  /** Returns the round time after a time. */
  public static long nextRound(String unit, long time) {
    return millis(start(unit, at(time)).plus(1, length(unit)));
  }

  /** Returns the round time at or after a time. */
  public static long roundedUp(String unit, long time) {
    return roundedDown(unit, time) == time ? time : nextRound(unit, time);
  }

  private static LocalDateTime start(String unit, LocalDateTime time) {
    LocalDateTime day = time.truncatedTo(ChronoUnit.DAYS);
    return switch (unit) {
      case "YEAR" -> day.withDayOfYear(1);
      case "QUARTER" -> day.with(IsoFields.DAY_OF_QUARTER, 1);
      case "MONTH" -> day.withDayOfMonth(1);
      case "WEEK" -> day.with(TemporalAdjusters.previousOrSame(DayOfWeek.SUNDAY));
      case "ISOWEEK" -> day.with(TemporalAdjusters.previousOrSame(DayOfWeek.MONDAY));
      default -> time.truncatedTo(length(unit));
    };
  }

  private static TemporalUnit length(String unit) {
    return switch (unit) {
      case "QUARTER" -> IsoFields.QUARTER_YEARS;
      case "ISOWEEK" -> ChronoUnit.WEEKS;
      default -> ChronoUnit.valueOf(unit + "S");
    };
  }

  private static LocalDateTime at(long time) {
    return LocalDateTime.ofEpochSecond(
        Math.floorDiv(time, 1000L), Math.floorMod(time, 1000) * 1_000_000, ZoneOffset.UTC);
  }

  private static long millis(LocalDateTime time) {
    return time.toInstant(ZoneOffset.UTC).toEpochMilli();
  }
}
