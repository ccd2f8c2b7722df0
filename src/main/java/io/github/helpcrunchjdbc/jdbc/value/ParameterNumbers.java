package io.github.helpcrunchjdbc.jdbc.value;

import io.github.helpcrunchjdbc.jdbc.failure.ArgumentChecks;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Converts numbers given to parameters. A method returns null if the value's class holds no number.
 * It throws a NumberFormatException if the text holds no number, and an ArithmeticException if the
 * number does not fit.
 */
final class ParameterNumbers {
  /** The texts for values that are not finite, as CAST to DOUBLE accepts them. */
  private static final Set<String> NOT_FINITE = Set.of("NaN", "Infinity", "+Infinity", "-Infinity");

  private ParameterNumbers() {}

  static @Nullable BigDecimal toDecimal(Object value) {
    if (value instanceof BigDecimal number) {
      return bounded(number);
    }
    if (value instanceof BigInteger number) {
      return bounded(new BigDecimal(number));
    }
    if (value instanceof Boolean bool) {
      return bool ? BigDecimal.ONE : BigDecimal.ZERO;
    }
    if (value instanceof Double || value instanceof Float) {
      if (!Double.isFinite(((Number) value).doubleValue())) {
        throw new ArithmeticException("not finite");
      }
      return new BigDecimal(value.toString());
    }
    if (value instanceof Number number) {
      return BigDecimal.valueOf(number.longValue());
    }
    return value instanceof String text ? bounded(new BigDecimal(text.strip())) : null;
  }

  /**
   * Returns the number, if it can be written out.
   *
   * @throws ArithmeticException if it is too long to write out
   */
  static BigDecimal bounded(BigDecimal number) {
    if (Math.abs((long) number.precision() - number.scale()) > ArgumentChecks.MOST_DIGITS
        || number.scale() > ArgumentChecks.MOST_DIGITS) {
      throw new ArithmeticException("too many digits");
    }
    return number;
  }

  /**
   * Returns the number as a long. A number with a fraction does not fit, because cutting the
   * fraction would change the query.
   */
  static long toLong(BigDecimal number, long min, long max) {
    long whole = number.longValueExact();
    if (whole < min || whole > max) {
      throw new ArithmeticException("out of range");
    }
    return whole;
  }

  static @Nullable Double toDouble(Object value) {
    if (value instanceof Double || value instanceof Float) {
      // SQL has one zero: without this, -0.0 would be a group of its own.
      return ((Number) value).doubleValue() + 0.0;
    }
    if (value instanceof String text && NOT_FINITE.contains(text.strip())) {
      return Double.valueOf(text.strip());
    }
    BigDecimal number = toDecimal(value);
    if (number == null) {
      return null;
    }
    double wide = number.doubleValue();
    if (Double.isInfinite(wide)) {
      throw new ArithmeticException("out of range");
    }
    return wide;
  }

  static @Nullable Float toFloat(Object value) {
    Double wide = toDouble(value);
    if (wide == null) {
      return null;
    }
    if (Float.isInfinite(wide.floatValue()) && !Double.isInfinite(wide)) {
      throw new ArithmeticException("out of range");
    }
    return wide.floatValue();
  }
}
