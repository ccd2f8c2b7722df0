package io.github.helpcrunchjdbc.jdbc.value;

import java.sql.Date;
import java.sql.Time;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.OffsetTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.temporal.ChronoField;
import java.util.Calendar;
import org.jspecify.annotations.Nullable;

/**
 * Converts dates and times given to parameters. The classes of java.sql, and {@code
 * java.util.Date}, mean the wall clock that they show in the JVM's zone, or in that of the {@code
 * Calendar} given with them. Instants become the wall clock of the connection's zone. A method
 * returns null if the value's class holds no date or time, and throws a DateTimeException if the
 * text holds none.
 */
final class ParameterTimes {
  private ParameterTimes() {}

  static @Nullable Long toWallClockMillis(
      Object value, ZoneId zone, @Nullable ZoneId calendarZone) {
    LocalDateTime time = toLocalDateTime(value, zone, calendarZone);
    return time == null ? null : JdbcTimes.wallClockMillis(time);
  }

  static @Nullable Integer toDays(Object value, ZoneId zone, @Nullable ZoneId calendarZone) {
    LocalDateTime time = toLocalDateTime(value, zone, calendarZone);
    return time == null ? null : Math.toIntExact(time.toLocalDate().toEpochDay());
  }

  static @Nullable Integer toMillisOfDay(Object value, ZoneId zone, @Nullable ZoneId calendarZone) {
    LocalTime time = toLocalTime(value, zone, calendarZone);
    return time == null ? null : time.get(ChronoField.MILLI_OF_DAY);
  }

  /** Returns the text that a TIMESTAMP, DATE or TIME would have, depending on the value's class. */
  static @Nullable String toText(Object value, ZoneId zone, @Nullable ZoneId calendarZone) {
    LocalDateTime dateTime = toLocalDateTime(value, zone, calendarZone);
    if (dateTime != null) {
      return value instanceof Date || value instanceof LocalDate
          ? dateTime.toLocalDate().toString()
          : TimeText.write(dateTime);
    }
    LocalTime time = toLocalTime(value, zone, calendarZone);
    return time == null ? null : TimeText.write(time);
  }

  private static @Nullable LocalDateTime toLocalDateTime(
      Object value, ZoneId zone, @Nullable ZoneId calendarZone) {
    if (value instanceof LocalDateTime time) {
      return time;
    }
    if (value instanceof LocalDate date) {
      return date.atStartOfDay();
    }
    if (value instanceof String text) {
      return TimeText.readTimestamp(text.strip(), zone);
    }
    if (value instanceof Date date) {
      return JdbcTimes.localDate(date, calendarZone).atStartOfDay();
    }
    if (value instanceof Timestamp timestamp) {
      return JdbcTimes.wallClock(timestamp, calendarZone);
    }
    // A Time has no date, so it is no instant, although it is a java.util.Date.
    if (value instanceof java.util.Date date && !(value instanceof Time)) {
      return JdbcTimes.wallClock(Timestamp.from(date.toInstant()), calendarZone);
    }
    Instant instant = toInstant(value);
    return instant == null ? null : instant.atZone(zone).toLocalDateTime();
  }

  private static @Nullable Instant toInstant(Object value) {
    if (value instanceof Instant instant) {
      return instant;
    }
    if (value instanceof OffsetDateTime time) {
      return time.toInstant();
    }
    if (value instanceof ZonedDateTime time) {
      return time.toInstant();
    }
    return value instanceof Calendar calendar ? calendar.toInstant() : null;
  }

  private static @Nullable LocalTime toLocalTime(
      Object value, ZoneId zone, @Nullable ZoneId calendarZone) {
    if (value instanceof LocalTime time) {
      return time;
    }
    if (value instanceof OffsetTime time) {
      return time.toLocalTime();
    }
    if (value instanceof Time time) {
      return JdbcTimes.localTime(time, calendarZone);
    }
    if (value instanceof String text) {
      return TimeText.readTime(text.strip(), zone);
    }
    if (value instanceof Date || value instanceof LocalDate) {
      return null;
    }
    LocalDateTime dateTime = toLocalDateTime(value, zone, calendarZone);
    return dateTime == null ? null : dateTime.toLocalTime();
  }
}
