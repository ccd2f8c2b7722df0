package io.github.helpcrunchjdbc.jdbc.value;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.OffsetTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.format.ResolverStyle;
import java.time.temporal.ChronoField;
import java.time.temporal.TemporalAccessor;
import java.util.Locale;

/**
 * Dates and times as text. Reads ISO 8601 with a {@code T} or a space between date and time, the
 * time left out, and an offset or none: {@code 2024-01-01}, {@code 2024-01-01 00:00:00.123}, {@code
 * 2024-01-01T00:00:00Z}. Writes the form with a space, and milliseconds where there are any.
 */
final class TimeText {
  private static final DateTimeFormatter READER =
      new DateTimeFormatterBuilder()
          .parseCaseInsensitive()
          .append(DateTimeFormatter.ISO_LOCAL_DATE)
          .optionalStart()
          .appendLiteral('T')
          .append(DateTimeFormatter.ISO_LOCAL_TIME)
          .appendPattern("[XXX][XX][X]")
          .optionalEnd()
          .toFormatter(Locale.ROOT)
          .withResolverStyle(ResolverStyle.STRICT);
  private static final int DATE_LENGTH = 10;
  private static final int TIME_LENGTH = 12;

  private TimeText() {}

  static String write(LocalDateTime time) {
    return time.toLocalDate() + " " + write(time.toLocalTime());
  }

  /** As {@code Timestamp.toString} writes it, with at least one digit of the fraction. */
  static String writeAsTimestamp(LocalDateTime time) {
    String text = write(time);
    return text.indexOf('.') < 0 ? text + ".0" : text.replaceAll("0+$", "");
  }

  /** By hand, because it is called for each value. */
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
   * The wall clock in the given zone.
   *
   * @throws DateTimeException if the text is none
   */
  static LocalDateTime readTimestamp(String text, ZoneId zone) {
    TemporalAccessor read = read(text);
    return read instanceof OffsetDateTime instant
        ? instant.atZoneSameInstant(zone).toLocalDateTime()
        : wallClock(read);
  }

  /**
   * The instant, of a wall clock in the given zone if the text has no offset.
   *
   * @throws DateTimeException if the text is none
   */
  static Instant readInstant(String text, ZoneId zone) {
    TemporalAccessor read = read(text);
    return read instanceof OffsetDateTime instant
        ? instant.toInstant()
        : wallClock(read).atZone(zone).toInstant();
  }

  private static TemporalAccessor read(String text) {
    return READER.parseBest(
        normalized(text), OffsetDateTime::from, LocalDateTime::from, LocalDate::from);
  }

  private static LocalDateTime wallClock(TemporalAccessor read) {
    return read instanceof LocalDate date ? date.atStartOfDay() : (LocalDateTime) read;
  }

  /**
   * The time of the day, of a time or a timestamp.
   *
   * @throws DateTimeException if the text is none
   */
  static LocalTime readTime(String text, ZoneId zone) {
    if (text.indexOf('-') == 4) {
      return readTimestamp(text, zone).toLocalTime();
    }
    TemporalAccessor read =
        DateTimeFormatter.ISO_TIME.parseBest(text, OffsetTime::from, LocalTime::from);
    return read instanceof OffsetTime time ? time.toLocalTime() : (LocalTime) read;
  }

  /** A {@code T} for the space after the date, and no space before an offset. */
  private static String normalized(String text) {
    if (text.length() <= DATE_LENGTH || text.charAt(DATE_LENGTH) != ' ') {
      return text;
    }
    return text.substring(0, DATE_LENGTH)
        + "T"
        + text.substring(DATE_LENGTH + 1).replaceFirst(" (?=[-+Zz])", "");
  }
}
