package io.github.helpcrunchjdbc.jdbc.value;

import io.github.helpcrunchjdbc.error.ErrorCode;
import io.github.helpcrunchjdbc.jdbc.failure.SqlExceptions;
import java.sql.Date;
import java.sql.SQLException;
import java.sql.Time;
import java.sql.Timestamp;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.temporal.ChronoField;
import java.util.Calendar;
import java.util.TimeZone;
import org.jspecify.annotations.Nullable;

/**
 * Between java.time and java.sql's three classes, which hold milliseconds and show them in the
 * JVM's zone. Milliseconds are kept, which {@code Time.valueOf} would lose.
 */
public final class JdbcTimes {
  private static final long MILLIS_PER_SECOND = 1000;
  private static final int NANOS_PER_MILLI = 1_000_000;

  private JdbcTimes() {}

  /**
   * The Timestamp that shows a wall clock in the JVM's zone, as JDBC has it for TIMESTAMP.
   *
   * @param instant of the wall clock in the connection's zone; it is kept where the JVM's zone
   *     shows the same, which decides between the two instants of an hour that is repeated
   */
  static Timestamp timestamp(LocalDateTime wallClock, Instant instant) {
    Timestamp ofInstant = timestamp(instant);
    if (ofInstant.toLocalDateTime().equals(wallClock)) {
      return ofInstant;
    }
    Timestamp ofFields = Timestamp.valueOf(wallClock);
    return ofFields.toLocalDateTime().equals(wallClock)
        ? ofFields
        : new SkippedTimestamp(ofFields, wallClock, null);
  }

  /**
   * The Timestamp of an instant at which a zone's clocks show a wall clock.
   *
   * @param instant kept where the zone's clocks show the wall clock then, as the zone may be the
   *     connection's by another name
   */
  static Timestamp timestamp(LocalDateTime wallClock, Instant instant, ZoneId zone) {
    if (instant.atZone(zone).toLocalDateTime().equals(wallClock)) {
      return timestamp(instant);
    }
    ZonedDateTime shown = wallClock.atZone(zone);
    Timestamp timestamp = timestamp(shown.toInstant());
    return shown.toLocalDateTime().equals(wallClock)
        ? timestamp
        : new SkippedTimestamp(timestamp, wallClock, zone);
  }

  /** The wall clock that a Timestamp shows in a zone, null for the JVM's. */
  static LocalDateTime wallClock(Timestamp timestamp, @Nullable ZoneId zone) {
    LocalDateTime skipped =
        timestamp instanceof SkippedTimestamp read ? read.wallClockIn(zone) : null;
    if (skipped != null) {
      return skipped;
    }
    return zone == null
        ? timestamp.toLocalDateTime()
        : timestamp.toInstant().atZone(zone).toLocalDateTime();
  }

  static Timestamp timestamp(Instant instant) {
    // Not Timestamp.from, which refuses what lies far from 1970.
    Timestamp timestamp = new Timestamp(instant.getEpochSecond() * MILLIS_PER_SECOND);
    timestamp.setNanos(instant.getNano());
    return timestamp;
  }

  /** Midnight in the given zone, null for the JVM's. */
  static Date date(LocalDate date, @Nullable ZoneId zone) {
    return zone == null
        ? Date.valueOf(date)
        : new Date(date.atStartOfDay(zone).toInstant().toEpochMilli());
  }

  /** That time of 1970-01-01 in the given zone, null for the JVM's. */
  static Time time(LocalTime time, @Nullable ZoneId zone) {
    if (zone == null) {
      int millis = time.get(ChronoField.MILLI_OF_SECOND);
      return new Time(Time.valueOf(time).getTime() + millis);
    }
    return new Time(time.atDate(LocalDate.EPOCH).atZone(zone).toInstant().toEpochMilli());
  }

  static LocalDate localDate(Date date, @Nullable ZoneId zone) {
    return zone == null
        ? date.toLocalDate()
        : Instant.ofEpochMilli(date.getTime()).atZone(zone).toLocalDate();
  }

  static LocalTime localTime(Time time, @Nullable ZoneId zone) {
    if (zone == null) {
      // Time knows no milliseconds in this direction.
      long millis = Math.floorMod(time.getTime(), MILLIS_PER_SECOND);
      return time.toLocalTime().plusNanos(millis * NANOS_PER_MILLI);
    }
    return Instant.ofEpochMilli(time.getTime()).atZone(zone).toLocalTime();
  }

  /**
   * The zone of a calendar argument, null where there is none.
   *
   * @throws SQLException as {@link #zoneOf(TimeZone)} does
   */
  public static @Nullable ZoneId zoneOf(@Nullable Calendar calendar) throws SQLException {
    return calendar == null ? null : zoneOf(calendar.getTimeZone());
  }

  /**
   * The zone as java.time knows it.
   *
   * @throws SQLException 22023 if it has clocks of its own that change, which java.time can't know
   */
  public static ZoneId zoneOf(TimeZone zone) throws SQLException {
    try {
      return zone.toZoneId();
    } catch (DateTimeException e) {
      int seconds = (int) (zone.getRawOffset() / MILLIS_PER_SECOND);
      if (zone.useDaylightTime() || Math.abs(seconds) > ZoneOffset.MAX.getTotalSeconds()) {
        throw SqlExceptions.of(
            ErrorCode.INVALID_ARGUMENT,
            "the time zone '"
                + zone.getID()
                + "' is none that Java knows by this name; allowed are IANA names such as"
                + " Europe/Kyiv, and zones of one offset of at most 18 hours");
      }
      return ZoneOffset.ofTotalSeconds(seconds);
    }
  }

  /** From the form that rows have. */
  static LocalDateTime wallClock(long millis) {
    return LocalDateTime.ofEpochSecond(
        Math.floorDiv(millis, MILLIS_PER_SECOND),
        Math.floorMod(millis, (int) MILLIS_PER_SECOND) * NANOS_PER_MILLI,
        ZoneOffset.UTC);
  }

  /**
   * To the form that rows have; what is finer than a millisecond is cut.
   *
   * @throws ArithmeticException if it is millions of years away
   */
  static long wallClockMillis(LocalDateTime time) {
    return time.toInstant(ZoneOffset.UTC).toEpochMilli();
  }
}
