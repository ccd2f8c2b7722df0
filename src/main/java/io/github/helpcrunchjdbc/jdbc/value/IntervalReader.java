package io.github.helpcrunchjdbc.jdbc.value;

import io.github.helpcrunchjdbc.plan.ResultColumn;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Period;
import java.time.ZoneId;
import java.util.Locale;

/**
 * Reads intervals: a {@code Long} of milliseconds or an {@code Integer} of months. JDBC has no
 * class for them; they are shown as SQL's text ({@code 1-02}, {@code 3 04:05:06.789}) and can be
 * read as {@code java.time.Period} and {@code Duration}.
 */
final class IntervalReader extends ColumnReader {
  private static final int MONTHS_PER_YEAR = 12;

  IntervalReader(ResultColumn column, ZoneId zone) {
    super(column, zone);
  }

  @Override
  public String asString(Object raw) throws SQLException {
    if (raw instanceof Integer months) {
      int length = Math.abs(months);
      return String.format(
          Locale.ROOT,
          "%s%d-%02d",
          months < 0 ? "-" : "",
          length / MONTHS_PER_YEAR,
          length % MONTHS_PER_YEAR);
    }
    Duration length = duration(raw).abs();
    return String.format(
        Locale.ROOT,
        "%s%d %02d:%02d:%02d.%03d",
        duration(raw).isNegative() ? "-" : "",
        length.toDaysPart(),
        length.toHoursPart(),
        length.toMinutesPart(),
        length.toSecondsPart(),
        length.toMillisPart());
  }

  @Override
  public Object asObject(Object raw) throws SQLException {
    return asString(raw);
  }

  @Override
  <T> T asOther(Object raw, Class<T> type) throws SQLException {
    Object length =
        raw instanceof Integer months ? Period.ofMonths(months).normalized() : duration(raw);
    return type != Object.class && type.isInstance(length)
        ? type.cast(length)
        : super.asOther(raw, type);
  }

  private Duration duration(Object raw) throws SQLException {
    if (raw instanceof Long millis) {
      return Duration.ofMillis(millis);
    }
    throw broken(raw);
  }
}
