package io.github.helpcrunchjdbc.plan.function;

import io.github.helpcrunchjdbc.error.HelpCrunchException;
import io.github.helpcrunchjdbc.plan.rex.IsoTimes;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.regex.Pattern;
import org.apache.calcite.avatica.util.DateTimeUtils;
import org.apache.calcite.linq4j.function.Strict;

/**
 * Times as text: with the fraction of a second that they have, and none that they have not, as
 * PostgreSQL writes them. Public for the code that Calcite generates.
 */
@Strict
public final class WrittenTimes {
  private static final int MILLIS = 3;
  private static final int PER_SECOND = 1000;

  private static final Pattern YEAR_0 = Pattern.compile("\\s*0+-");

  /** The library takes any number for hours, minutes and seconds, and hours alone. */
  private static final Pattern TIME =
      Pattern.compile("\\s*([01]?\\d|2[0-3]):[0-5]?\\d(:[0-5]?\\d(\\.\\d*)?)?\\s*");

  private WrittenTimes() {}

  /** A timestamp in milliseconds since 1970, such as {@code 2024-01-31 23:59:59.5}. */
  public static String ofTimestamp(long millis) {
    boolean whole = Math.floorMod(millis, PER_SECOND) == 0;
    return withoutZeros(DateTimeUtils.unixTimestampToString(millis, whole ? 0 : MILLIS), whole);
  }

  /** A time of the day in milliseconds. */
  public static String ofTime(int millis) {
    boolean whole = Math.floorMod(millis, PER_SECOND) == 0;
    return withoutZeros(DateTimeUtils.unixTimeToString(millis, whole ? 0 : MILLIS), whole);
  }

  /**
   * The text itself.
   *
   * @throws IllegalArgumentException if it is no time of a day, of which there are none from 24:00
   */
  public static String timeOf(String text) {
    if (!TIME.matcher(text).matches()) {
      throw new IllegalArgumentException("no TIME");
    }
    return text;
  }

  /** The days since 1970 of a date, or of a timestamp's date; errors as of a timestamp. */
  public static int dateOf(String text, String zone) {
    return (int) Math.floorDiv(timestampOf(text, zone), DateTimeUtils.MILLIS_PER_DAY);
  }

  /**
   * The milliseconds since 1970 of a timestamp, or of a date's beginning.
   *
   * @param zone the id of the zone in which a time with an offset is shown
   * @throws IllegalArgumentException if the text is neither
   * @throws HelpCrunchException TIME_OUT_OF_RANGE if the time is not one of the years 1 to 9999;
   *     the library takes the year 0
   */
  public static long timestampOf(String text, String zone) {
    try {
      LocalDateTime time = IsoTimes.parse(text, ZoneId.of(zone));
      if (time != null) {
        return time.toInstant(ZoneOffset.UTC).toEpochMilli();
      }
    } catch (HelpCrunchException e) {
      // Its message shows the text.
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
