package io.github.helpcrunchjdbc.jdbc.value;

import io.github.helpcrunchjdbc.plan.rex.IsoTimes;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.temporal.ChronoField;
import java.time.temporal.Temporal;

/**
 * Reads and writes dates and times as text. It reads what {@link IsoTimes} reads: {@code
 * 2024-01-01}, {@code 2024-01-01 00:00:00.123}, {@code 2024-01-01T00:00:00Z}. It writes the form
 * with a space, and milliseconds if there are any.
 */
final class TimeText {
  private static final int TIME_LENGTH = 12;

  private TimeText() {}

  static String write(LocalDateTime time) {
    return time.toLocalDate() + " " + write(time.toLocalTime());
  }

  /** Writes a time as {@code Timestamp.toString} does, with at least one digit of the fraction. */
  static String writeAsTimestamp(LocalDateTime time) {
    String text = write(time);
    return text.indexOf('.') < 0 ? text + ".0" : text.replaceAll("0+$", "");
  }

  /** Writes a time without a formatter, because this is called for each value. */
  static String write(LocalTime time) {
    StringBuilder text = new StringBuilder(TIME_LENGTH);
    appendTwoDigits(text, time.getHour()).append(':');
    appendTwoDigits(text, time.getMinute()).append(':');
    appendTwoDigits(text, time.getSecond());
    int millis = time.get(ChronoField.MILLI_OF_SECOND);
    if (millis > 0) {
      text.append('.').append((char) ('0' + millis / 100));
      appendTwoDigits(text, millis % 100);
    }
    return text.toString();
  }

  private static StringBuilder appendTwoDigits(StringBuilder text, int number) {
    return text.append((char) ('0' + number / 10)).append((char) ('0' + number % 10));
  }

  /**
   * Reads a wall clock in the given zone.
   *
   * @throws DateTimeException if the text is none
   */
  static LocalDateTime readTimestamp(String text, ZoneId zone) {
    Temporal read = read(text);
    return read instanceof OffsetDateTime instant
        ? instant.atZoneSameInstant(zone).toLocalDateTime()
        : (LocalDateTime) read;
  }

  /**
   * Reads an instant; a text without an offset is a wall clock in the given zone.
   *
   * @throws DateTimeException if the text is no timestamp
   */
  static Instant readInstant(String text, ZoneId zone) {
    Temporal read = read(text);
    return read instanceof OffsetDateTime instant
        ? instant.toInstant()
        : ((LocalDateTime) read).atZone(zone).toInstant();
  }

  private static Temporal read(String text) {
    Temporal read = IsoTimes.read(text);
    if (read == null) {
      throw new DateTimeException("no time of the years 1 to 9999");
    }
    return read;
  }

  /**
   * Reads the time of the day from a time or a timestamp.
   *
   * @throws DateTimeException if the text is neither
   */
  static LocalTime readTime(String text, ZoneId zone) {
    LocalTime time = IsoTimes.timeOfDay(text, zone);
    if (time == null) {
      throw new DateTimeException("no time of a day");
    }
    return time;
  }
}
