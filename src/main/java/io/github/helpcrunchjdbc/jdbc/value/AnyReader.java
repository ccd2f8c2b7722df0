package io.github.helpcrunchjdbc.jdbc.value;

import io.github.helpcrunchjdbc.plan.ResultColumn;
import java.math.BigDecimal;
import java.sql.Array;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;

/** Columns whose type does not say what they hold: goes by each value's class. */
final class AnyReader extends ColumnReader {
  private final TextReader texts;
  private final NumberReader numbers;
  private final BooleanReader booleans;
  private final BytesReader bytes;

  AnyReader(ResultColumn column, ZoneId zone) {
    super(column, zone);
    this.texts = new TextReader(column, zone);
    this.numbers = new NumberReader(column, zone, SqlType.ANY);
    this.booleans = new BooleanReader(column, zone);
    this.bytes = new BytesReader(column, zone);
  }

  /** The reader for a value; for one of no simple class, that of its text. */
  private ColumnReader readerOf(Object raw) {
    if (raw instanceof Number) {
      return numbers;
    }
    if (raw instanceof Boolean) {
      return booleans;
    }
    return raw instanceof byte[] ? bytes : texts;
  }

  @Override
  public String asString(Object raw) throws SQLException {
    if (raw instanceof List<?> || raw instanceof Map<?, ?>) {
      return raw.toString();
    }
    return raw instanceof Object[] fields
        ? new RowStruct(column().typeName(), fields).toString()
        : readerOf(raw).asString(raw);
  }

  @Override
  public Object asObject(Object raw) throws SQLException {
    if (raw instanceof List<?>) {
      return asArray(raw);
    }
    if (raw instanceof Object[] fields) {
      return new RowStruct(column().typeName(), fields);
    }
    return raw instanceof Map<?, ?> ? raw : readerOf(raw).asObject(raw);
  }

  @Override
  public Array asArray(Object raw) throws SQLException {
    if (raw instanceof List<?> elements) {
      return new ListArray(elements);
    }
    throw refused("an Array");
  }

  @Override
  public boolean asBoolean(Object raw) throws SQLException {
    return readerOf(raw).asBoolean(raw);
  }

  @Override
  public long asLong(Object raw) throws SQLException {
    return readerOf(raw).asLong(raw);
  }

  @Override
  public double asDouble(Object raw) throws SQLException {
    return readerOf(raw).asDouble(raw);
  }

  @Override
  public BigDecimal asBigDecimal(Object raw) throws SQLException {
    return readerOf(raw).asBigDecimal(raw);
  }

  @Override
  public byte[] asBytes(Object raw) throws SQLException {
    return readerOf(raw).asBytes(raw);
  }

  @Override
  public LocalDateTime asLocalDateTime(Object raw) throws SQLException {
    return readerOf(raw).asLocalDateTime(raw);
  }

  @Override
  public LocalDate asLocalDate(Object raw) throws SQLException {
    return readerOf(raw).asLocalDate(raw);
  }

  @Override
  public LocalTime asLocalTime(Object raw) throws SQLException {
    return readerOf(raw).asLocalTime(raw);
  }

  @Override
  public Instant asInstant(Object raw) throws SQLException {
    return readerOf(raw).asInstant(raw);
  }
}
