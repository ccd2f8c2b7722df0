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
 * Converts between java.time and the three classes of java.sql, which hold milliseconds and show
 * them in the JVM's zone. Keeps the milliseconds, which {@code Time.valueOf} would lose.
 */
public final class JdbcTimes {
  private static final long MILLIS_PER_SECOND = 1000;
  private static final int NANOS_PER_MILLI = 1_000_000;

  private JdbcTimes() {}

  /**
   * Returns the Timestamp that shows a wall clock in the JVM's zone, as JDBC says for TIMESTAMP.
   *
   * @param instant the instant of the wall clock in the connection's zone. It is kept where the
   *     JVM's zone shows the same wall clock, which decides between the two instants of a repeated
   *     hour.
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
   * Returns the Timestamp of an instant at which a zone's clocks show a wall clock.
   *
   * @param instant kept if the zone's clocks show the wall clock at this instant, because the zone
   *     may be the connection's zone by another name
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

  /** Returns the wall clock that a Timestamp shows in a zone; a null zone is the JVM's. */
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
    // Timestamp.from would refuse instants far from 1970.
    Timestamp timestamp = new Timestamp(instant.getEpochSecond() * MILLIS_PER_SECOND);
    timestamp.setNanos(instant.getNano());
    return timestamp;
  }

  /** Returns midnight of the date in the given zone; a null zone is the JVM's. */
  static Date date(LocalDate date, @Nullable ZoneId zone) {
    return zone == null
        ? Date.valueOf(date)
        : new Date(date.atStartOfDay(zone).toInstant().toEpochMilli());
  }

  /** Returns that time of 1970-01-01 in the given zone; a null zone is the JVM's. */
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
      // Time.toLocalTime loses the milliseconds, so they are added.
      long millis = Math.floorMod(time.getTime(), MILLIS_PER_SECOND);
      return time.toLocalTime().plusNanos(millis * NANOS_PER_MILLI);
    }
    return Instant.ofEpochMilli(time.getTime()).atZone(zone).toLocalTime();
  }

  /**
   * Returns the zone of a calendar argument, null if there is no calendar.
   *
   * @throws SQLException as {@link #zoneOf(TimeZone)} does
   */
  public static @Nullable ZoneId zoneOf(@Nullable Calendar calendar) throws SQLException {
    return calendar == null ? null : zoneOf(calendar.getTimeZone());
  }

  /**
   * Returns the zone as java.time knows it.
   *
   * @throws SQLException 22023 if java.time does not know the zone, and the zone changes its offset
   *     or has one of more than 18 hours
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

  /** Converts from the form that rows have. */
  static LocalDateTime wallClock(long millis) {
    return LocalDateTime.ofEpochSecond(
        Math.floorDiv(millis, MILLIS_PER_SECOND),
        Math.floorMod(millis, (int) MILLIS_PER_SECOND) * NANOS_PER_MILLI,
        ZoneOffset.UTC);
  }

  /**
   * Converts to the form that rows have; fractions of a millisecond are cut.
   *
   * @throws ArithmeticException if the time is millions of years away
   */
  static long wallClockMillis(LocalDateTime time) {
    return time.toInstant(ZoneOffset.UTC).toEpochMilli();
  }
}
