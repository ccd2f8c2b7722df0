package io.github.helpcrunchjdbc.jdbc.value;

import java.lang.invoke.MethodType;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.sql.Blob;
import java.sql.Clob;
import java.sql.Date;
import java.sql.NClob;
import java.sql.SQLException;
import java.sql.Time;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.OffsetTime;
import java.time.ZonedDateTime;
import java.util.Calendar;
import java.util.GregorianCalendar;
import java.util.Map;
import java.util.TimeZone;
import java.util.UUID;

/** The classes that {@code getObject(i, Class)} converts to, and how. */
final class Conversions {
  /** Converts a column's value, never null, to one class. */
  @FunctionalInterface
  interface Conversion {
    Object convert(ColumnReader reader, Object raw) throws SQLException;
  }

  private static final Map<Class<?>, Conversion> ALL =
      Map.ofEntries(
          Map.entry(String.class, ColumnReader::asString),
          Map.entry(Boolean.class, ColumnReader::asBoolean),
          Map.entry(Byte.class, ColumnReader::asByte),
          Map.entry(Short.class, ColumnReader::asShort),
          Map.entry(Integer.class, ColumnReader::asInt),
          Map.entry(Long.class, ColumnReader::asLong),
          Map.entry(Float.class, ColumnReader::asFloat),
          Map.entry(Double.class, ColumnReader::asDouble),
          Map.entry(BigDecimal.class, ColumnReader::asBigDecimal),
          Map.entry(BigInteger.class, Conversions::bigInteger),
          Map.entry(byte[].class, ColumnReader::asBytes),
          Map.entry(Timestamp.class, (reader, raw) -> reader.asTimestamp(raw, null)),
          Map.entry(Date.class, (reader, raw) -> reader.asDate(raw, null)),
          Map.entry(Time.class, (reader, raw) -> reader.asTime(raw, null)),
          Map.entry(java.util.Date.class, (reader, raw) -> reader.asTimestamp(raw, null)),
          Map.entry(Calendar.class, Conversions::calendar),
          Map.entry(GregorianCalendar.class, Conversions::calendar),
          Map.entry(LocalDateTime.class, ColumnReader::asLocalDateTime),
          Map.entry(LocalDate.class, ColumnReader::asLocalDate),
          Map.entry(LocalTime.class, ColumnReader::asLocalTime),
          Map.entry(Instant.class, ColumnReader::asInstant),
          Map.entry(OffsetDateTime.class, (r, raw) -> zoned(r, raw).toOffsetDateTime()),
          Map.entry(
              OffsetTime.class, (r, raw) -> r.asLocalTime(raw).atOffset(zoned(r, raw).getOffset())),
          Map.entry(ZonedDateTime.class, Conversions::zoned),
          Map.entry(Clob.class, (reader, raw) -> new TextLob(reader.asString(raw))),
          Map.entry(NClob.class, (reader, raw) -> new TextLob(reader.asString(raw))),
          Map.entry(Blob.class, (reader, raw) -> new BytesLob(reader.asBytes(raw))),
          Map.entry(UUID.class, Conversions::uuid));

  private Conversions() {}

  /** Returns the value as the class asked for. */
  static <T> T convert(ColumnReader reader, Object raw, Class<T> type) throws SQLException {
    Conversion conversion = ALL.get(MethodType.methodType(type).wrap().returnType());
    if (conversion == null) {
      return reader.asOther(raw, type);
    }
    // Class.cast would not do, because it knows no boxing: int.class stands for Integer.
    @SuppressWarnings("unchecked")
    T converted = (T) conversion.convert(reader, raw);
    return converted;
  }

  private static BigInteger bigInteger(ColumnReader reader, Object raw) throws SQLException {
    return reader.asBigDecimal(raw).toBigInteger();
  }

  private static Calendar calendar(ColumnReader reader, Object raw) throws SQLException {
    GregorianCalendar calendar = new GregorianCalendar(TimeZone.getTimeZone(reader.zone()));
    calendar.setTimeInMillis(reader.asInstant(raw).toEpochMilli());
    return calendar;
  }

  private static ZonedDateTime zoned(ColumnReader reader, Object raw) throws SQLException {
    return reader.asInstant(raw).atZone(reader.zone());
  }

  private static UUID uuid(ColumnReader reader, Object raw) throws SQLException {
    return reader.parsed(raw, "UUID", UUID::fromString);
  }

  static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
