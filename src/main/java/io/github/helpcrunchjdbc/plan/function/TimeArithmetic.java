package io.github.helpcrunchjdbc.plan.function;

import io.github.helpcrunchjdbc.error.ErrorCode;
import io.github.helpcrunchjdbc.error.HelpCrunchException;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import org.apache.calcite.avatica.util.DateTimeUtils;
import org.apache.calcite.avatica.util.TimeUnit;
import org.apache.calcite.linq4j.function.Strict;

/**
 * Sums of times and intervals, within the years 1 to 9999 that a DATE and a TIMESTAMP can have.
 * Calcite counts on beyond them and shows the year 0000. Times are milliseconds, dates days since
 * 1970. Public for the code that Calcite generates.
 */
@Strict
public final class TimeArithmetic {
  private static final long DAY = 86_400_000L;
  private static final int SECONDS = 86_400;
  private static final int MILLIS = 1000;
  private static final long FIRST_DAY = LocalDate.of(1, 1, 1).toEpochDay();
  private static final long LAST_DAY = LocalDate.of(9999, 12, 31).toEpochDay();

  private TimeArithmetic() {}

  public static long timePlusMillis(long time, long millis) {
    // A sum that wraps round is far outside these years.
    return timeInYears(time + millis);
  }

  public static long timePlusMonths(long time, long months) {
    return plusMonths(Math.floorDiv(time, DAY), months) * DAY + Math.floorMod(time, DAY);
  }

  public static int datePlusMillis(int date, long millis) {
    return (int) dayInYears(date + millis / DAY);
  }

  public static int datePlusMonths(int date, long months) {
    return (int) plusMonths(date, months);
  }

  /** Cuts a time of the day, in milliseconds, to a unit of {@code unit} milliseconds. */
  public static int cutTime(int time, long unit) {
    return (int) (time - time % unit);
  }

  public static long timeInYears(long time) {
    dayInYears(Math.floorDiv(time, DAY));
    return time;
  }

  public static int dateInYears(int date) {
    return (int) dayInYears(date);
  }

  /**
   * Returns how many whole units lie between two times.
   *
   * @param unit name of a {@code TimeUnit}
   */
  public static long timeDifference(String unit, long from, long to) {
    TimeUnit timeUnit = TimeUnit.valueOf(unit);
    BigDecimal multiplier = timeUnit.multiplier;
    if (timeUnit.yearMonth) {
      if (to < from) {
        // Avatica goes back a month too many if the time of day is earlier; CALCITE-5981 mended the
        // same for days.
        return -timeDifference(unit, to, from);
      }
      return DateTimeUtils.subtractMonths(to, from) / multiplier.longValueExact();
    }
    try {
      return BigDecimal.valueOf(to - from)
          .divide(multiplier, 0, RoundingMode.DOWN)
          .longValueExact();
    } catch (ArithmeticException e) {
      throw WholeNumbers.outOfRange("BIGINT");
    }
  }

  /**
   * Returns what clocks in a zone show at an instant.
   *
   * @param seconds since 1970 in UTC
   * @param zone the id of the zone
   */
  public static long ofUnixSeconds(long seconds, String zone) {
    if (Math.abs(Math.floorDiv(seconds, SECONDS)) > LAST_DAY + 1) {
      throw outOfYears();
    }
    Instant instant = Instant.ofEpochSecond(seconds);
    int offset = ZoneId.of(zone).getRules().getOffset(instant).getTotalSeconds();
    return timeInYears(instant.plusSeconds(offset).toEpochMilli());
  }

  /**
   * Returns the whole seconds from 1970 in UTC to the first instant at which clocks in a zone show
   * a time.
   */
  public static long unixSeconds(long time, String zone) {
    return LocalDateTime.ofEpochSecond(Math.floorDiv(time, MILLIS), 0, ZoneOffset.UTC)
        .atZone(ZoneId.of(zone))
        .toEpochSecond();
  }

  /** Adds months; if the month has no such day, the result is its last day, as in PostgreSQL. */
  private static long plusMonths(long day, long months) {
    try {
      return dayInYears(LocalDate.ofEpochDay(day).plusMonths(months).toEpochDay());
    } catch (DateTimeException e) {
      throw outOfYears();
    }
  }

  private static long dayInYears(long day) {
    if (day < FIRST_DAY || day > LAST_DAY) {
      throw outOfYears();
    }
    return day;
  }

  static HelpCrunchException outOfYears() {
    return new HelpCrunchException(
        ErrorCode.TIME_OUT_OF_RANGE, "a date or time lies outside the years 0001 to 9999");
  }
}
