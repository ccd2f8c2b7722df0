package io.github.helpcrunchjdbc.jdbc.value;

import io.github.helpcrunchjdbc.plan.QueryParameter;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.sql.Date;
import java.sql.Time;
import java.sql.Types;
import java.time.Duration;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.OffsetTime;
import java.time.Period;
import java.time.ZoneId;
import java.time.temporal.TemporalAccessor;
import java.util.Calendar;
import org.jspecify.annotations.Nullable;

/** The SQL type that a value brings with it, if its parameter's place leaves the type open. */
final class TypeOfValue {
  private static final int MOST_DIGITS = 38;

  private TypeOfValue() {}

  /**
   * Returns the type of a value.
   *
   * @param zone in which an instant is a wall clock
   * @param calendarZone in which a java.sql value is a wall clock, null for the usual one
   * @return null if the value is to be converted to the type of the parameter's place
   */
  static @Nullable QueryParameter of(
      QueryParameter parameter, Object value, ZoneId zone, @Nullable ZoneId calendarZone) {
    SqlType place = SqlType.of(parameter.jdbcType(), parameter.typeName());
    BigDecimal number = place.isNumber() ? number(value) : null;
    return switch (parameter.freedom()) {
      case NONE -> null;
      case TOO_LARGE -> {
        if (place == SqlType.DATE) {
          QueryParameter own = ofClass(value);
          boolean isTime = own != null && own.jdbcType() == Types.TIMESTAMP;
          Integer millis = isTime ? ParameterTimes.toMillisOfDay(value, zone, calendarZone) : null;
          yield millis == null || millis == 0 ? null : own;
        }
        yield number == null || fits(parameter, place, number) ? null : decimal(number);
      }
      case ANY -> {
        if (value instanceof String) {
          yield ofText(place, number);
        }
        yield ofClass(value);
      }
    };
  }

  private static @Nullable QueryParameter ofText(SqlType place, @Nullable BigDecimal number) {
    if (place == SqlType.VARCHAR) {
      return type(Types.VARCHAR, "VARCHAR");
    }
    return place == SqlType.DECIMAL && number != null ? decimal(number) : null;
  }

  private static @Nullable QueryParameter ofClass(Object value) {
    if (value instanceof Number) {
      return ofNumber(value);
    }
    if (value instanceof Boolean) {
      return type(Types.BOOLEAN, "BOOLEAN");
    }
    if (value instanceof byte[]) {
      return type(Types.VARBINARY, "VARBINARY");
    }
    if (value instanceof Duration) {
      return type(Types.OTHER, "INTERVAL DAY SECOND");
    }
    if (value instanceof Period) {
      return type(Types.OTHER, "INTERVAL YEAR MONTH");
    }
    if (value instanceof Date || value instanceof LocalDate) {
      return type(Types.DATE, "DATE");
    }
    if (value instanceof Time || value instanceof LocalTime || value instanceof OffsetTime) {
      return type(Types.TIME, "TIME");
    }
    return value instanceof java.util.Date
            || value instanceof TemporalAccessor
            || value instanceof Calendar
        ? type(Types.TIMESTAMP, "TIMESTAMP")
        : null;
  }

  private static @Nullable QueryParameter ofNumber(Object value) {
    if (value instanceof Integer || value instanceof Short || value instanceof Byte) {
      return type(Types.INTEGER, "INTEGER");
    }
    if (value instanceof Double || value instanceof Float) {
      return type(Types.DOUBLE, "DOUBLE");
    }
    return value instanceof BigDecimal || value instanceof BigInteger
        ? decimal(number(value))
        : type(Types.BIGINT, "BIGINT");
  }

  private static QueryParameter type(int jdbcType, String name) {
    return new QueryParameter(jdbcType, name, 0, 0);
  }

  /** Returns a DECIMAL that holds the number, or DOUBLE if no DECIMAL holds it. */
  private static QueryParameter decimal(@Nullable BigDecimal number) {
    int scale = number == null ? 0 : Math.max(0, number.scale());
    return number == null || number.precision() - number.scale() + scale > MOST_DIGITS
        ? type(Types.DOUBLE, "DOUBLE")
        : new QueryParameter(Types.DECIMAL, "DECIMAL", MOST_DIGITS, scale);
  }

  private static @Nullable BigDecimal number(Object value) {
    try {
      return ParameterNumbers.toDecimal(value);
    } catch (NumberFormatException | ArithmeticException e) {
      return null;
    }
  }

  private static boolean fits(QueryParameter parameter, SqlType place, BigDecimal number) {
    BigDecimal shortest = number.stripTrailingZeros();
    int scale = Math.max(0, shortest.scale());
    return switch (place) {
      case TINYINT, SMALLINT, INTEGER, BIGINT ->
          scale == 0 && number.abs().compareTo(bound(place)) < 0;
      case DECIMAL ->
          scale <= parameter.scale()
              && shortest.precision() - shortest.scale()
                  <= parameter.precision() - parameter.scale();
      default -> true;
    };
  }

  private static BigDecimal bound(SqlType place) {
    int bits =
        switch (place) {
          case TINYINT -> Byte.SIZE;
          case SMALLINT -> Short.SIZE;
          case INTEGER -> Integer.SIZE;
          default -> Long.SIZE;
        };
    return new BigDecimal(BigInteger.ONE.shiftLeft(bits - 1));
  }
}
