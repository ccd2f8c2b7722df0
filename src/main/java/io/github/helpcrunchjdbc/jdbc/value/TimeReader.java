package io.github.helpcrunchjdbc.jdbc.value;

import io.github.helpcrunchjdbc.plan.ResultColumn;
import java.sql.SQLException;
import java.time.LocalTime;
import java.time.ZoneId;

/** Reads times, which are milliseconds of the day. */
final class TimeReader extends ColumnReader {
  private static final int MILLIS_PER_DAY = 86_400_000;
  private static final long NANOS_PER_MILLI = 1_000_000;

  TimeReader(ResultColumn column, ZoneId zone) {
    super(column, zone);
  }

  @Override
  public LocalTime asLocalTime(Object raw) throws SQLException {
    if (raw instanceof Integer millis) {
      return LocalTime.ofNanoOfDay(Math.floorMod(millis, MILLIS_PER_DAY) * NANOS_PER_MILLI);
    }
    throw broken(raw);
  }

  @Override
  public String asString(Object raw) throws SQLException {
    return TimeText.write(asLocalTime(raw));
  }

  @Override
  public Object asObject(Object raw) throws SQLException {
    return asTime(raw, null);
  }
}
