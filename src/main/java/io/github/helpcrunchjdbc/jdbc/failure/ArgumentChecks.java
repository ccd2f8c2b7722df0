package io.github.helpcrunchjdbc.jdbc.failure;

import io.github.helpcrunchjdbc.error.ErrorCode;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/** Checks of the arguments that callers give. */
public final class ArgumentChecks {
  /** The most digits that any type can hold. To write out a longer number could take all memory. */
  public static final int MOST_DIGITS = 400;

  private ArgumentChecks() {}

  public static int notNegative(String what, int number) throws SQLException {
    return (int) notNegative(what, (long) number);
  }

  public static long notNegative(String what, long number) throws SQLException {
    if (number < 0) {
      throw invalid(what + " is " + number + "; it must not be negative");
    }
    return number;
  }

  /**
   * Returns the number with this many digits after its point; the last digit is rounded, halves up.
   */
  public static BigDecimal scaled(BigDecimal number, int scale) throws SQLException {
    if (scale < 0 || scale > MOST_DIGITS) {
      throw invalid("the scale is " + scale + "; allowed is 0 to " + MOST_DIGITS);
    }
    return number.setScale(scale, RoundingMode.HALF_UP);
  }

  public static <T> T notNull(String what, @Nullable T value) throws SQLException {
    if (value == null) {
      throw invalid(what + " is null");
    }
    return value;
  }

  public static int oneOf(String what, int number, int... allowed) throws SQLException {
    for (int each : allowed) {
      if (each == number) {
        return number;
      }
    }
    throw invalid(what + " is " + number + ", which is not one of JDBC's constants for it");
  }

  public static SQLException invalid(String message) {
    return SqlExceptions.of(ErrorCode.INVALID_ARGUMENT, message);
  }
}
