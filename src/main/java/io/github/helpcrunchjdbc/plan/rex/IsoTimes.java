package io.github.helpcrunchjdbc.plan.rex;

import io.github.helpcrunchjdbc.error.ErrorCode;
import io.github.helpcrunchjdbc.error.HelpCrunchException;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.temporal.Temporal;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.calcite.util.TimestampString;
import org.jspecify.annotations.Nullable;

/** Reads times as ISO 8601 and tools write them: with a T or a space, a fraction, an offset. */
public final class IsoTimes {
  private static final Pattern TIME =
      Pattern.compile(
          "(?<date>\\d{4}-\\d{2}-\\d{2})"
              + "(?:[T ](?<time>\\d{2}:\\d{2}(?::\\d{2}(?:[.,]\\d{1,9})?)?)"
              + " ?(?<offset>Z|UTC|[+-]\\d{2}(?::?\\d{2})?)?)?",
          Pattern.CASE_INSENSITIVE);

  private static final Pattern DATE =
      Pattern.compile("(?!0+-)(?<year>\\d{1,4})-(?<month>\\d{1,2})-(?<day>\\d{1,2})");

  private static final Pattern TIME_OF_DAY =
      Pattern.compile(
          "T?(?<hour>[01]?\\d|2[0-3]):(?<minute>[0-5]?\\d)"
              + "(?::(?<second>[0-5]?\\d)(?:[.,](?<fraction>\\d{0,9}))?)?"
              + "(?: ?(?:Z|UTC|[+-]\\d{2}(?::?\\d{2})?))?",
          Pattern.CASE_INSENSITIVE);

  private static final int LAST_YEAR = 9999;
  private static final int NANOS_A_MILLI = 1_000_000;

  private IsoTimes() {}

  /** Returns the date that a text means, or null if the text is no date in the years 1 to 9999. */
  public static @Nullable LocalDate date(String text) {
    Matcher parts = DATE.matcher(text.strip());
    try {
      return parts.matches()
          ? LocalDate.of(
              Integer.parseInt(parts.group("year")),
              Integer.parseInt(parts.group("month")),
              Integer.parseInt(parts.group("day")))
          : null;
    } catch (DateTimeException e) {
      return null;
    }
  }

  /** Returns a time as Calcite's literals have it, to the millisecond. */
  public static TimestampString timestamp(LocalDateTime time) {
    return new TimestampString(
            time.getYear(),
            time.getMonthValue(),
            time.getDayOfMonth(),
            time.getHour(),
            time.getMinute(),
            time.getSecond())
        .withMillis(time.getNano() / NANOS_A_MILLI);
  }

  /**
   * Returns the wall-clock time that a text means.
   *
   * @param zone the zone in which a time with an offset is shown
   * @return null if the text is no time
   * @throws HelpCrunchException TIME_OUT_OF_RANGE, with the text, if the time lies outside the
   *     years 1 to 9999 in that zone
   */
  public static @Nullable LocalDateTime parse(String text, ZoneId zone) {
    Temporal read = read(text);
    if (!(read instanceof OffsetDateTime instant)) {
      return (LocalDateTime) read;
    }
    LocalDateTime shown = instant.atZoneSameInstant(zone).toLocalDateTime();
    if (shown.getYear() < 1 || shown.getYear() > LAST_YEAR) {
      throw new HelpCrunchException(
          ErrorCode.TIME_OUT_OF_RANGE,
          "the time '" + text + "' lies outside the years 0001 to 9999 in the zone " + zone);
    }
    return shown;
  }

  /**
   * Returns the time of day that a text means. The text may have a date too. An offset without a
   * date is ignored, as in PostgreSQL.
   *
   * @param zone the zone in which a time with a date and an offset is shown
   * @return null if the text is no time
   */
  public static @Nullable LocalTime timeOfDay(String text, ZoneId zone) {
    Matcher parts = TIME_OF_DAY.matcher(text.strip());
    if (!parts.matches()) {
      LocalDateTime time = text.indexOf(':') < 0 ? null : parse(text, zone);
      return time == null ? null : time.toLocalTime();
    }
    String fraction = parts.group("fraction");
    return LocalTime.of(
        number(parts.group("hour")),
        number(parts.group("minute")),
        number(parts.group("second")),
        fraction == null ? 0 : number((fraction + "000000000").substring(0, 9)));
  }

  private static int number(@Nullable String digits) {
    return digits == null ? 0 : Integer.parseInt(digits);
  }

  /**
   * Returns the time that a text means: an {@code OffsetDateTime} if the text has an offset, else a
   * {@code LocalDateTime}; null if the text is no time.
   */
  public static @Nullable Temporal read(String text) {
    Matcher parts = TIME.matcher(text.strip());
    LocalDate date = parts.matches() ? date(parts.group("date")) : null;
    if (date == null) {
      return null;
    }
    String time = parts.group("time");
    String offset = parts.group("offset");
    try {
      LocalDateTime local =
          date.atTime(time == null ? LocalTime.MIDNIGHT : LocalTime.parse(time.replace(',', '.')));
      return offset == null ? local : local.atOffset(offset(offset));
    } catch (DateTimeException e) {
      return null;
    }
  }

  private static ZoneOffset offset(String text) {
    return text.equalsIgnoreCase("Z") || text.equalsIgnoreCase("UTC")
        ? ZoneOffset.UTC
        : ZoneOffset.of(text);
  }
}
