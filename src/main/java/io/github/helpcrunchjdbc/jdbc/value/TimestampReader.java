package io.github.helpcrunchjdbc.jdbc.value;

import io.github.helpcrunchjdbc.plan.ResultColumn;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import org.jspecify.annotations.Nullable;

/** Timestamps: milliseconds of the wall clock in the connection's time zone. */
final class TimestampReader extends ColumnReader {
  private final boolean utc;

  TimestampReader(ResultColumn column, ZoneId zone) {
    super(column, zone);
    this.utc = zone.normalized().equals(ZoneOffset.UTC);
  }

  private long millis(Object raw) throws SQLException {
    if (raw instanceof Long millis) {
      return millis;
    }
    throw broken(raw);
  }

  @Override
  public LocalDateTime asLocalDateTime(Object raw) throws SQLException {
    return JdbcTimes.wallClock(millis(raw));
  }

  @Override
  public LocalDate asLocalDate(Object raw) throws SQLException {
    return asLocalDateTime(raw).toLocalDate();
  }

  @Override
  public LocalTime asLocalTime(Object raw) throws SQLException {
    return asLocalDateTime(raw).toLocalTime();
  }

  @Override
  public Instant asInstant(Object raw) throws SQLException {
    return utc ? Instant.ofEpochMilli(millis(raw)) : super.asInstant(raw);
  }

  @Override
  public Timestamp asTimestamp(Object raw, @Nullable ZoneId calendarZone) throws SQLException {
    return utc && calendarZone == null
        ? new Timestamp(millis(raw))
        : super.asTimestamp(raw, calendarZone);
  }

  @Override
  public String asString(Object raw) throws SQLException {
    return TimeText.write(asLocalDateTime(raw));
  }

  @Override
  public Object asObject(Object raw) throws SQLException {
    return asTimestamp(raw, null);
  }
}
