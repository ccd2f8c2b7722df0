package io.github.helpcrunchjdbc.jdbc.value;

import io.github.helpcrunchjdbc.error.ErrorCode;
import io.github.helpcrunchjdbc.error.HelpCrunchException;
import io.github.helpcrunchjdbc.jdbc.failure.SqlExceptions;
import io.github.helpcrunchjdbc.plan.ResultColumn;
import java.math.BigDecimal;
import java.sql.Array;
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
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Converts the values of one column from the form that {@code RowCursor} says to what a getter asks
 * for. Values are never null. An impossible conversion is a 22018 that names column, type and
 * class, and never the value. Immutable.
 *
 * <p>A TIMESTAMP is a wall clock in the connection's time zone. The classes of java.sql show that
 * wall clock in the JVM's zone, or in that of a {@code Calendar}, as JDBC says. An {@code Instant}
 * and the classes with a zone of their own are the true instant.
 */
public abstract class ColumnReader {
  private final ResultColumn column;
  private final ZoneId zone;

  ColumnReader(ResultColumn column, ZoneId zone) {
    this.column = column;
    this.zone = zone;
  }

  /**
   * Returns the reader of a column.
   *
   * @param zone the connection's time zone
   */
  public static ColumnReader of(ResultColumn column, ZoneId zone) {
    SqlType type = SqlType.of(column.jdbcType(), column.typeName());
    return switch (type) {
      case BOOLEAN -> new BooleanReader(column, zone);
      case TINYINT, SMALLINT, INTEGER, BIGINT, DECIMAL, REAL, FLOAT, DOUBLE ->
          new NumberReader(column, zone, type);
      case CHAR, VARCHAR -> new TextReader(column, zone);
      case BINARY, VARBINARY -> new BytesReader(column, zone);
      case DATE -> new DateReader(column, zone);
      case TIME -> new TimeReader(column, zone);
      case TIMESTAMP -> new TimestampReader(column, zone);
      case INTERVAL -> new IntervalReader(column, zone);
      case ARRAY, STRUCT, NULL, ANY ->
          column.parts().isEmpty() ? new AnyReader(column, zone) : new NestedReader(column, zone);
    };
  }

  /**
   * Returns the reader of one value: this reader, unless the column's type does not say what it
   * holds.
   */
  public ColumnReader of(Object raw) {
    return this;
  }

  public abstract String asString(Object raw) throws SQLException;

  /** Returns the value as {@code getObject(i)} gives it. */
  public abstract Object asObject(Object raw) throws SQLException;

  public boolean asBoolean(Object raw) throws SQLException {
    throw refused("boolean");
  }

  public long asLong(Object raw) throws SQLException {
    throw refused("a number");
  }

  public double asDouble(Object raw) throws SQLException {
    throw refused("a number");
  }

  public BigDecimal asBigDecimal(Object raw) throws SQLException {
    throw refused("a number");
  }

  public byte[] asBytes(Object raw) throws SQLException {
    throw refused("bytes");
  }

  public final Array asArray(Object raw) throws SQLException {
    if (asObject(raw) instanceof Array array) {
      return array;
    }
    throw refused("an Array");
  }

  /** Returns the value as a wall clock. */
  public LocalDateTime asLocalDateTime(Object raw) throws SQLException {
    throw refused("a timestamp");
  }

  public LocalDate asLocalDate(Object raw) throws SQLException {
    throw refused("a date");
  }

  public LocalTime asLocalTime(Object raw) throws SQLException {
    throw refused("a time");
  }

  public Instant asInstant(Object raw) throws SQLException {
    return asLocalDateTime(raw).atZone(zone).toInstant();
  }

  public final byte asByte(Object raw) throws SQLException {
    return (byte) within(asLong(raw), Byte.MIN_VALUE, Byte.MAX_VALUE, "byte");
  }

  public final short asShort(Object raw) throws SQLException {
    return (short) within(asLong(raw), Short.MIN_VALUE, Short.MAX_VALUE, "short");
  }

  public final int asInt(Object raw) throws SQLException {
    return (int) within(asLong(raw), Integer.MIN_VALUE, Integer.MAX_VALUE, "int");
  }

  public final float asFloat(Object raw) throws SQLException {
    double number = asDouble(raw);
    float narrow = (float) number;
    if (Float.isInfinite(narrow) && !Double.isInfinite(number)) {
      throw outOfRange("float");
    }
    return narrow;
  }

  /**
   * Returns a Timestamp that shows the wall clock in the JVM's zone, or in a calendar's.
   *
   * @param calendarZone the zone to show the wall clock in, null for the JVM's
   */
  public Timestamp asTimestamp(Object raw, @Nullable ZoneId calendarZone) throws SQLException {
    return calendarZone == null
        ? JdbcTimes.timestamp(asLocalDateTime(raw), asInstant(raw))
        : JdbcTimes.timestamp(asLocalDateTime(raw), asInstant(raw), calendarZone);
  }

  /** Returns the date of the wall clock; {@code java.sql.Date} keeps it in the JVM's zone. */
  public Date asDate(Object raw, @Nullable ZoneId calendarZone) throws SQLException {
    return JdbcTimes.date(asLocalDate(raw), calendarZone);
  }

  /** Returns the time of the wall clock; {@code java.sql.Time} keeps it in the JVM's zone. */
  public Time asTime(Object raw, @Nullable ZoneId calendarZone) throws SQLException {
    return JdbcTimes.time(asLocalTime(raw), calendarZone);
  }

  /** Returns the value as an object of the class asked for. */
  public final <T> T as(Object raw, Class<T> type) throws SQLException {
    return Conversions.convert(this, raw, type);
  }

  /** Returns the value as an object of a class that has no conversion in {@link Conversions}. */
  <T> T asOther(Object raw, Class<T> type) throws SQLException {
    Object object = asObject(raw);
    if (type.isInstance(object)) {
      return type.cast(object);
    }
    if (object instanceof ListArray list && type.isInstance(list.elements())) {
      return type.cast(list.elements());
    }
    throw refused(type.getSimpleName());
  }

  final ResultColumn column() {
    return column;
  }

  final ZoneId zone() {
    return zone;
  }

  final <T> T parsed(Object raw, String target, Function<String, T> parser) throws SQLException {
    try {
      return parser.apply(asString(raw).strip());
    } catch (ArithmeticException | HelpCrunchException e) {
      throw outOfRange(target);
    } catch (IllegalArgumentException | DateTimeException e) {
      // A cause would quote the value, so none is given.
      throw SqlExceptions.of(
          ErrorCode.INVALID_CONVERSION,
          "a value of " + described() + " can't be read as " + target);
    }
  }

  final SQLException refused(String target) {
    return SqlExceptions.of(
        ErrorCode.INVALID_CONVERSION, described() + " can't be read as " + target);
  }

  final SQLException outOfRange(String target) {
    return SqlExceptions.of(
        ErrorCode.OUT_OF_RANGE, "a value of " + described() + " does not fit " + target);
  }

  /** Returns the error for a value whose class the column's type can't have. */
  final SQLException broken(Object raw) {
    return SqlExceptions.of(
        ErrorCode.INTERNAL,
        described() + " holds a " + raw.getClass().getSimpleName() + "; this is a defect");
  }

  private String described() {
    return "column " + column.label() + " of type " + column.typeName();
  }

  private long within(long number, long min, long max, String target) throws SQLException {
    if (number < min || number > max) {
      throw outOfRange(target);
    }
    return number;
  }
}
