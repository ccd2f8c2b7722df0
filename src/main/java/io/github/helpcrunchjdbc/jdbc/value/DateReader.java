package io.github.helpcrunchjdbc.jdbc.value;

import io.github.helpcrunchjdbc.plan.ResultColumn;
import java.sql.SQLException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;

/** Reads dates, which are days since 1970. */
final class DateReader extends ColumnReader {
  DateReader(ResultColumn column, ZoneId zone) {
    super(column, zone);
  }

  @Override
  public LocalDate asLocalDate(Object raw) throws SQLException {
    if (raw instanceof Integer days) {
      return LocalDate.ofEpochDay(days);
    }
    throw broken(raw);
  }

  @Override
  public LocalDateTime asLocalDateTime(Object raw) throws SQLException {
    return asLocalDate(raw).atStartOfDay();
  }

  @Override
  public String asString(Object raw) throws SQLException {
    return asLocalDate(raw).toString();
  }

  @Override
  public Object asObject(Object raw) throws SQLException {
    return asDate(raw, null);
  }
}
