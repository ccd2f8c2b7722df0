package io.github.helpcrunchjdbc.jdbc.failure;

import io.github.helpcrunchjdbc.error.ErrorCode;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/** Checks of the arguments that callers give. */
public final class ArgumentChecks {
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
