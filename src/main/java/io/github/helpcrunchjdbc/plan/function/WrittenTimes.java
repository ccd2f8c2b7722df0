package io.github.helpcrunchjdbc.plan.function;

import io.github.helpcrunchjdbc.error.HelpCrunchException;
import io.github.helpcrunchjdbc.plan.rex.IsoTimes;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.temporal.ChronoField;
import java.util.regex.Pattern;
import org.apache.calcite.avatica.util.DateTimeUtils;
import org.apache.calcite.linq4j.function.Strict;

/**
 * Writes and reads times as text. A text has a fraction of a second only if the time has one, as in
 * PostgreSQL. Public for the code that Calcite generates.
 */
@Strict
public final class WrittenTimes {
  private static final int MILLIS = 3;
  private static final int PER_SECOND = 1000;

  private static final Pattern YEAR_0 = Pattern.compile("\\s*0+-");

  private WrittenTimes() {}

  /**
   * Writes a timestamp, in milliseconds since 1970, such as {@code 2024-01-31 23:59:59.5}.
   *
   * @throws HelpCrunchException TIME_OUT_OF_RANGE, which the value of a parameter may cause
   */
  public static String ofTimestamp(long millis) {
    TimeArithmetic.timeInYears(millis);
    boolean whole = Math.floorMod(millis, PER_SECOND) == 0;
    return withoutZeros(DateTimeUtils.unixTimestampToString(millis, whole ? 0 : MILLIS), whole);
  }

  /** Writes a date, in days since 1970; errors as for a timestamp. */
  public static String ofDate(int days) {
    return DateTimeUtils.unixDateToString(TimeArithmetic.dateInYears(days));
  }

  /** Writes a time of the day, in milliseconds. */
  public static String ofTime(int millis) {
    boolean whole = Math.floorMod(millis, PER_SECOND) == 0;
    return withoutZeros(DateTimeUtils.unixTimeToString(millis, whole ? 0 : MILLIS), whole);
  }

  /**
   * Returns the milliseconds of a time of the day, or of a timestamp's time.
   *
   * @throws IllegalArgumentException if the text is neither; there is no 24:00
   */
  public static int timeOf(String text, String zone) {
    LocalTime time = IsoTimes.timeOfDay(text, ZoneId.of(zone));
    if (time == null) {
      throw new IllegalArgumentException("no TIME");
    }
    return time.get(ChronoField.MILLI_OF_DAY);
  }

  /** Returns the days since 1970 of a date, or of a timestamp's date; errors as for a timestamp. */
  public static int dateOf(String text, String zone) {
    return (int) Math.floorDiv(timestampOf(text, zone), DateTimeUtils.MILLIS_PER_DAY);
  }

  /**
   * Returns the milliseconds since 1970 of a timestamp, or of a date's beginning.
   *
   * @param zone the id of the zone in which a time with an offset is shown
   * @throws IllegalArgumentException if the text is neither
   * @throws HelpCrunchException TIME_OUT_OF_RANGE if the time is not in the years 1 to 9999; the
   *     library accepts the year 0
   */
  public static long timestampOf(String text, String zone) {
    try {
      LocalDateTime time = IsoTimes.parse(text, ZoneId.of(zone));
      if (time != null) {
        return time.toInstant(ZoneOffset.UTC).toEpochMilli();
      }
    } catch (HelpCrunchException e) {
      // The message of the cause shows the text.
      throw TimeArithmetic.outOfYears();
    }
    if (YEAR_0.matcher(text).lookingAt()) {
      throw TimeArithmetic.outOfYears();
    }
    return DateTimeUtils.timestampStringToUnixDate(text);
  }

  private static String withoutZeros(String text, boolean whole) {
    int end = text.length();
    while (!whole && text.charAt(end - 1) == '0') {
      end--;
    }
    return text.substring(0, end);
  }
}
