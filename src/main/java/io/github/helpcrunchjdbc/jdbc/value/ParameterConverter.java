package io.github.helpcrunchjdbc.jdbc.value;

import io.github.helpcrunchjdbc.error.ErrorCode;
import io.github.helpcrunchjdbc.jdbc.failure.SqlExceptions;
import io.github.helpcrunchjdbc.plan.QueryParameter;
import io.github.helpcrunchjdbc.plan.function.TextBooleans;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.sql.Array;
import java.sql.Blob;
import java.sql.Clob;
import java.sql.Date;
import java.sql.SQLException;
import java.sql.Time;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.Period;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.Calendar;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Converts the value of a setter to the form that {@code RowCursor} says for the parameter's type.
 * A value of another kind is converted if that is possible: a text with a number in it for a
 * BIGINT, a {@code Long} for a VARCHAR, the date of a {@code LocalDateTime} for a DATE. Otherwise
 * the error is 22018, or 22003 if a number does not fit. Messages name the parameter's index and
 * type and the class given, never the value.
 *
 * @param zone the connection's zone, in which instants become wall clocks
 */
public record ParameterConverter(ZoneId zone) {
  /**
   * Returns what a setter keeps of a value: the content of a large object or of a foreign array, a
   * copy of a value that can change. The program may change, free or close the value before the
   * execution.
   */
  // Only a clone of a date keeps its class, which says whether it is a date, a time or a timestamp.
  @SuppressWarnings("JavaUtilDate")
  public static Object copyToKeep(Object given) throws SQLException {
    if (given instanceof Clob clob) {
      return Lobs.text(clob);
    }
    if (given instanceof Blob blob) {
      return Lobs.bytes(blob);
    }
    if (given instanceof Array array && !(given instanceof ListArray)) {
      return array.getArray() instanceof Object[] elements
          ? new ListArray(Arrays.asList(elements))
          : given;
    }
    if (given instanceof java.util.Date date) {
      return date.clone();
    }
    if (given instanceof Calendar calendar) {
      return calendar.clone();
    }
    return given instanceof byte[] bytes ? bytes.clone() : given;
  }

  /**
   * Returns the type that a value brings with it.
   *
   * @param held the value as {@link #copyToKeep} returns it
   * @param calendarZone as in {@link #convert}
   * @return null if the value is to be converted to the type of the parameter's place
   */
  public @Nullable QueryParameter ownType(
      QueryParameter parameter, Object held, @Nullable ZoneId calendarZone) {
    return TypeOfValue.of(parameter, held, zone, calendarZone);
  }

  /**
   * Converts one value.
   *
   * @param index the parameter's index, from 1
   * @param value the value as {@link #copyToKeep} returns it
   * @param calendarZone the zone in which a java.sql value is a wall clock, null for the usual one
   */
  public Object convert(
      QueryParameter parameter, int index, Object value, @Nullable ZoneId calendarZone)
      throws SQLException {
    SqlType type = SqlType.of(parameter.jdbcType(), parameter.typeName());
    Optional<Object> converted;
    try {
      converted = Optional.ofNullable(convert(type, value, calendarZone));
    } catch (ArithmeticException e) {
      throw failure(ErrorCode.OUT_OF_RANGE, parameter, index, "can't hold this value", value, e);
    } catch (IllegalArgumentException | DateTimeException e) {
      // A cause would quote the value, so none is given.
      throw failure(
          ErrorCode.INVALID_CONVERSION,
          parameter,
          index,
          "can't be read from this value",
          value,
          null);
    }
    if (converted.isEmpty() && value instanceof ListArray) {
      throw failure(
          ErrorCode.INVALID_CONVERSION,
          parameter,
          index,
          "takes one value and no list; write IN (?, ?) with a parameter for each value",
          value,
          null);
    }
    if (converted.isEmpty()) {
      throw failure(
          ErrorCode.INVALID_CONVERSION, parameter, index, "takes no such value", value, null);
    }
    return converted.get();
  }

  private @Nullable Object convert(SqlType type, Object value, @Nullable ZoneId calendarZone)
      throws SQLException {
    return switch (type) {
      case TINYINT -> narrowed(value, Byte.MIN_VALUE, Byte.MAX_VALUE, Long::byteValue);
      case SMALLINT -> narrowed(value, Short.MIN_VALUE, Short.MAX_VALUE, Long::shortValue);
      case INTEGER -> narrowed(value, Integer.MIN_VALUE, Integer.MAX_VALUE, Long::intValue);
      case BIGINT -> narrowed(value, Long.MIN_VALUE, Long.MAX_VALUE, number -> number);
      case DECIMAL -> ParameterNumbers.toDecimal(value);
      case REAL -> ParameterNumbers.toFloat(value);
      case FLOAT, DOUBLE -> ParameterNumbers.toDouble(value);
      case BOOLEAN -> bool(value);
      case CHAR, VARCHAR -> text(value, calendarZone);
      case BINARY, VARBINARY -> bytes(value);
      case DATE -> ParameterTimes.toDays(value, zone, calendarZone);
      case TIME -> ParameterTimes.toMillisOfDay(value, zone, calendarZone);
      case TIMESTAMP -> ParameterTimes.toWallClockMillis(value, zone, calendarZone);
      case INTERVAL -> interval(value);
      case ARRAY -> value instanceof ListArray array ? array.elements() : null;
      case ANY, NULL, STRUCT -> asItsOwnType(value, calendarZone);
    };
  }

  private static @Nullable Object narrowed(
      Object value, long min, long max, Function<Long, Object> narrow) {
    BigDecimal number = ParameterNumbers.toDecimal(value);
    return number == null ? null : narrow.apply(ParameterNumbers.toLong(number, min, max));
  }

  private static @Nullable Boolean bool(Object value) {
    if (value instanceof Boolean bool) {
      return bool;
    }
    if (value instanceof String text) {
      return TextBooleans.parse(text);
    }
    BigDecimal number = value instanceof Number ? ParameterNumbers.toDecimal(value) : null;
    if (number == null) {
      return null;
    }
    return ParameterNumbers.toLong(number, 0, 1) == 1;
  }

  private @Nullable String text(Object value, @Nullable ZoneId calendarZone) {
    if (value instanceof BigDecimal number) {
      return number.toPlainString();
    }
    if (value instanceof String
        || value instanceof Character
        || value instanceof Boolean
        || value instanceof Number
        || value instanceof UUID
        || value instanceof Enum<?>) {
      return value.toString();
    }
    return value instanceof byte[] bytes
        ? new String(bytes, StandardCharsets.UTF_8)
        : ParameterTimes.toText(value, zone, calendarZone);
  }

  private static byte @Nullable [] bytes(Object value) {
    if (value instanceof byte[] bytes) {
      return bytes;
    }
    return value instanceof String text ? Conversions.utf8(text) : null;
  }

  private static @Nullable Object interval(Object value) {
    if (value instanceof Duration duration) {
      return duration.toMillis();
    }
    if (value instanceof Period period) {
      Period months = Period.ofMonths(Math.toIntExact(period.toTotalMonths())).normalized();
      return months.equals(period.normalized())
          ? (Object) Math.toIntExact(period.toTotalMonths())
          : null;
    }
    return value instanceof Long || value instanceof Integer ? value : null;
  }

  /** Returns the form that a value of this class has in a row, for a parameter of any type. */
  private @Nullable Object asItsOwnType(Object value, @Nullable ZoneId calendarZone) {
    if (value instanceof Number) {
      return value instanceof BigInteger number ? new BigDecimal(number) : value;
    }
    if (value instanceof Boolean || value instanceof byte[]) {
      return value;
    }
    if (value instanceof ListArray array) {
      return array.elements();
    }
    if (value instanceof Date || value instanceof LocalDate) {
      return ParameterTimes.toDays(value, zone, calendarZone);
    }
    if (value instanceof Time || value instanceof LocalTime) {
      return ParameterTimes.toMillisOfDay(value, zone, calendarZone);
    }
    if (value instanceof String) {
      return value;
    }
    Long timestamp = ParameterTimes.toWallClockMillis(value, zone, calendarZone);
    return timestamp == null ? text(value, calendarZone) : timestamp;
  }

  private static SQLException failure(
      ErrorCode code,
      QueryParameter parameter,
      int index,
      String what,
      Object given,
      @Nullable Throwable cause) {
    return SqlExceptions.of(
        code,
        0,
        "parameter %s of type %s %s (a %s)"
            .formatted(index, parameter.typeName(), what, given.getClass().getSimpleName()),
        cause);
  }
}
