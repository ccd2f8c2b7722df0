package io.github.helpcrunchjdbc.jdbc.value;

import io.github.helpcrunchjdbc.plan.ResultColumn;
import io.github.helpcrunchjdbc.plan.function.TextBooleans;
import io.github.helpcrunchjdbc.plan.function.TextNumbers;
import java.math.BigDecimal;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;

/** Reads text, which may hold a value of any other type as text. */
final class TextReader extends ColumnReader {
  TextReader(ResultColumn column, ZoneId zone) {
    super(column, zone);
  }

  @Override
  public String asString(Object raw) throws SQLException {
    if (raw instanceof String text) {
      return text;
    }
    throw broken(raw);
  }

  @Override
  public Object asObject(Object raw) throws SQLException {
    return asString(raw);
  }

  @Override
  public byte[] asBytes(Object raw) throws SQLException {
    return Conversions.utf8(asString(raw));
  }

  @Override
  public boolean asBoolean(Object raw) throws SQLException {
    Boolean read = TextBooleans.parse(asString(raw));
    if (read == null) {
      throw refused("boolean where it is none of true, false, yes, no, on, off, 1, 0");
    }
    return read;
  }

  @Override
  public long asLong(Object raw) throws SQLException {
    String text = asString(raw);
    try {
      return Long.parseLong(text);
    } catch (NumberFormatException e) {
      // The text may still be a number in another form, such as 1e3, or one that is out of range.
      return new NumberReader(column(), zone(), SqlType.DECIMAL).asLong(asBigDecimal(text));
    }
  }

  @Override
  public double asDouble(Object raw) throws SQLException {
    return parsed(raw, "a number", TextNumbers::doubleOf);
  }

  @Override
  public BigDecimal asBigDecimal(Object raw) throws SQLException {
    return parsed(raw, "a number", text -> ParameterNumbers.bounded(new BigDecimal(text)));
  }

  @Override
  public LocalDateTime asLocalDateTime(Object raw) throws SQLException {
    return parsed(raw, "a timestamp", text -> TimeText.readTimestamp(text, zone()));
  }

  @Override
  public Instant asInstant(Object raw) throws SQLException {
    return parsed(raw, "a timestamp", text -> TimeText.readInstant(text, zone()));
  }

  @Override
  public LocalDate asLocalDate(Object raw) throws SQLException {
    return parsed(raw, "a date", text -> TimeText.readTimestamp(text, zone()).toLocalDate());
  }

  @Override
  public LocalTime asLocalTime(Object raw) throws SQLException {
    return parsed(raw, "a time", text -> TimeText.readTime(text, zone()));
  }
}
