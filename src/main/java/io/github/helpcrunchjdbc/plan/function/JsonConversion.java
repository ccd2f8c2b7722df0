package io.github.helpcrunchjdbc.plan.function;

import io.github.helpcrunchjdbc.error.HelpCrunchException;
import io.github.helpcrunchjdbc.plan.rex.IsoTimes;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.temporal.ChronoField;
import org.apache.calcite.sql.type.SqlTypeName;

/**
 * Converts scalars of JSON to SQL's types as CAST does. Values are in Calcite's form: a DATE is
 * days since 1970, a TIME and a TIMESTAMP are milliseconds. A value that can't be converted is an
 * IllegalArgumentException whose message does not show the value.
 */
final class JsonConversion {
  /** Numbers with more digits before the point fit no SQL type but DOUBLE. */
  private static final int MOST_DIGITS = 400;

  private JsonConversion() {}

  /**
   * Converts a value to a type.
   *
   * @throws IllegalArgumentException if it can't be converted
   */
  static Object to(
      SqlTypeName type,
      Object value,
      int precision,
      int scale,
      RoundingMode rounding,
      ZoneId zone) {
    return switch (type) {
      case TINYINT -> (byte) whole(value, Byte.MIN_VALUE, Byte.MAX_VALUE, rounding);
      case SMALLINT -> (short) whole(value, Short.MIN_VALUE, Short.MAX_VALUE, rounding);
      case INTEGER -> (int) whole(value, Integer.MIN_VALUE, Integer.MAX_VALUE, rounding);
      case BIGINT -> whole(value, Long.MIN_VALUE, Long.MAX_VALUE, rounding);
      case DOUBLE -> floating(value);
      case REAL -> real(value);
      case DECIMAL -> decimal(value, precision, scale, rounding);
      case BOOLEAN -> truth(value);
      case DATE -> (int) dateTime(value, zone).toLocalDate().toEpochDay();
      case TIME -> millisOfDay(value, zone);
      case TIMESTAMP -> dateTime(value, zone).toInstant(ZoneOffset.UTC).toEpochMilli();
      default -> text(value);
    };
  }

  private static String text(Object value) {
    // Written out, 1e999999999 would be a text of a gigabyte.
    return value instanceof BigDecimal number && Math.abs(number.scale()) <= MOST_DIGITS
        ? number.toPlainString()
        : value.toString();
  }

  /**
   * Returns a whole number between bounds. The fraction of a number is rounded; a text with a
   * fraction is refused.
   */
  private static long whole(Object value, long min, long max, RoundingMode rounding) {
    BigDecimal number = number(value);
    boolean isWritten = value instanceof String;
    if (number.precision() - (long) number.scale() > MOST_DIGITS
        || (isWritten && !TextNumbers.isWhole((String) value))) {
      throw notOf("a whole number of that type");
    }
    BigDecimal whole = number.setScale(0, rounding);
    if (whole.compareTo(BigDecimal.valueOf(min)) < 0
        || whole.compareTo(BigDecimal.valueOf(max)) > 0) {
      throw notOf("a whole number of that type");
    }
    return whole.longValueExact();
  }

  private static double floating(Object value) {
    BigDecimal exact = number(value);
    double number = exact.doubleValue();
    if (Double.isInfinite(number) || (number == 0 && exact.signum() != 0)) {
      throw notOf("a number");
    }
    return number;
  }

  private static double real(Object value) {
    double number = floating(value);
    if (Doubles.isBeyondReal(number)) {
      throw notOf("a REAL");
    }
    return number;
  }

  private static BigDecimal decimal(Object value, int precision, int scale, RoundingMode rounding) {
    BigDecimal number = number(value);
    if (number.signum() != 0 && number.precision() - (long) number.scale() > precision - scale) {
      throw notOf("a DECIMAL(" + precision + ", " + scale + ")");
    }
    BigDecimal rounded = number.setScale(scale, rounding);
    if (rounded.precision() > precision && rounded.signum() != 0) {
      throw notOf("a DECIMAL(" + precision + ", " + scale + ")");
    }
    return rounded;
  }

  private static BigDecimal number(Object value) {
    if (value instanceof Boolean truth) {
      return truth ? BigDecimal.ONE : BigDecimal.ZERO;
    }
    try {
      return value instanceof BigDecimal number ? number : new BigDecimal(value.toString().strip());
    } catch (NumberFormatException e) {
      throw notOf("a number");
    }
  }

  private static boolean truth(Object value) {
    if (value instanceof Boolean truth) {
      return truth;
    } else if (value instanceof Number) {
      return number(value).signum() != 0;
    }
    Boolean written = TextBooleans.parse(value.toString());
    if (written == null) {
      throw notOf("a boolean");
    }
    return written;
  }

  private static LocalDateTime dateTime(Object value, ZoneId zone) {
    try {
      LocalDateTime time = value instanceof String text ? IsoTimes.parse(text, zone) : null;
      if (time != null) {
        return time;
      }
    } catch (HelpCrunchException e) {
      // The message of the cause shows the value.
      throw notOf("a date or time of the years 0001 to 9999 in the zone " + zone);
    }
    throw notOf("a date or time");
  }

  private static int millisOfDay(Object value, ZoneId zone) {
    LocalTime time = value instanceof String text ? IsoTimes.timeOfDay(text, zone) : null;
    if (time == null) {
      throw notOf("a time");
    }
    return time.get(ChronoField.MILLI_OF_DAY);
  }

  private static IllegalArgumentException notOf(String what) {
    return new IllegalArgumentException("a value of a JSON text is not " + what);
  }
}
