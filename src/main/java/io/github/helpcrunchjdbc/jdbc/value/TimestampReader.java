package io.github.helpcrunchjdbc.jdbc.value;

import io.github.helpcrunchjdbc.plan.ResultColumn;
import io.github.helpcrunchjdbc.plan.exec.RepeatedTime;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;

/** Reads timestamps, which are milliseconds of the wall clock in the connection's time zone. */
final class TimestampReader extends ColumnReader {
  TimestampReader(ResultColumn column, ZoneId zone) {
    super(column, zone);
  }

  @Override
  public LocalDateTime asLocalDateTime(Object raw) throws SQLException {
    if (raw instanceof Long millis) {
      return JdbcTimes.wallClock(millis);
    }
    if (raw instanceof RepeatedTime time) {
      return JdbcTimes.wallClock(time.wallClockMillis());
    }
    throw broken(raw);
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
    return raw instanceof RepeatedTime time
        ? Instant.ofEpochMilli(time.instantMillis())
        : super.asInstant(raw);
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
