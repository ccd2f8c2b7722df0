package io.github.helpcrunchjdbc.jdbc.failure;

import io.github.helpcrunchjdbc.error.ErrorCode;
import io.github.helpcrunchjdbc.error.HelpCrunchException;
import java.sql.SQLDataException;
import java.sql.SQLException;
import java.sql.SQLFeatureNotSupportedException;
import java.sql.SQLInvalidAuthorizationSpecException;
import java.sql.SQLNonTransientConnectionException;
import java.sql.SQLNonTransientException;
import java.sql.SQLSyntaxErrorException;
import java.sql.SQLTimeoutException;
import java.sql.SQLTransientConnectionException;
import java.sql.SQLTransientException;
import java.time.DateTimeException;
import org.jspecify.annotations.Nullable;

/**
 * Makes SQLExceptions. The kind of the error code decides the subclass; each has a SQLState and a
 * vendor code (the HTTP status where there is one).
 */
public final class SqlExceptions {
  /** The most causes that are looked through, because a chain of causes may be circular. */
  private static final int LONGEST_CHAIN = 50;

  private SqlExceptions() {}

  public static SQLException of(ErrorCode code, String message) {
    return of(code, 0, message, null);
  }

  public static SQLException of(
      ErrorCode code, int vendorCode, String message, @Nullable Throwable cause) {
    String state = code.sqlState();
    return switch (code.kind()) {
      case NON_TRANSIENT, WARNING ->
          new SQLNonTransientException(message, state, vendorCode, cause);
      case TRANSIENT -> new SQLTransientException(message, state, vendorCode, cause);
      case TRANSIENT_CONNECTION ->
          new SQLTransientConnectionException(message, state, vendorCode, cause);
      case NON_TRANSIENT_CONNECTION ->
          new SQLNonTransientConnectionException(message, state, vendorCode, cause);
      case AUTHORIZATION ->
          new SQLInvalidAuthorizationSpecException(message, state, vendorCode, cause);
      case DATA -> new SQLDataException(message, state, vendorCode, cause);
      case SYNTAX -> new SQLSyntaxErrorException(message, state, vendorCode, cause);
      case NOT_SUPPORTED -> new SQLFeatureNotSupportedException(message, state, vendorCode, cause);
      case TIMEOUT -> new SQLTimeoutException(message, state, vendorCode, cause);
    };
  }

  /** Returns an exception for a feature that the driver does not have. */
  public static SQLException notSupported(String message) {
    return of(ErrorCode.NOT_SUPPORTED, message);
  }

  /** Returns an exception for a call that would write. */
  public static SQLException readsOnly(String what) {
    return of(ErrorCode.READ_ONLY, what + " is not possible: the driver reads only");
  }

  /**
   * Translates what planning or reading threw. Throws the JVM's own errors on, except a lack of
   * memory or of stack, which the statement caused.
   */
  public static SQLException of(Throwable failure) {
    return of(failure, 0);
  }

  /**
   * Like {@link #of(Throwable)}, for what the execution of a statement threw.
   *
   * @param statement the statement's number, which stands in the message unless the SQL itself is
   *     wrong; 0 for none
   */
  public static SQLException of(Throwable failure, long statement) {
    Throwable cause = failure;
    for (int depth = 0; cause != null && depth < LONGEST_CHAIN; depth++) {
      SQLException known = known(cause, statement);
      if (known != null) {
        return known;
      }
      cause = cause.getCause();
    }
    if (failure instanceof VirtualMachineError error) {
      throw error;
    }
    return of(
        ErrorCode.INTERNAL,
        0,
        "the driver failed with a "
            + failure.getClass().getSimpleName()
            + "; this is a defect"
            + suffix(ErrorCode.INTERNAL, statement),
        failure);
  }

  private static String suffix(ErrorCode code, long statement) {
    boolean isOfSql =
        code.kind() == ErrorCode.Kind.SYNTAX || code.kind() == ErrorCode.Kind.NOT_SUPPORTED;
    return statement == 0 || isOfSql ? "" : " (statement " + statement + ")";
  }

  private static @Nullable SQLException known(Throwable failure, long statement) {
    if (failure instanceof SQLException sqlException) {
      return sqlException;
    }
    if (failure instanceof HelpCrunchException known) {
      return of(
          known.code(),
          known.vendorCode(),
          known.getMessage() + suffix(known.code(), statement),
          known);
    }
    if (failure instanceof NumberFormatException) {
      return evaluation(
          ErrorCode.INVALID_CONVERSION,
          "an expression met text that is not a number",
          failure,
          statement);
    }
    if (failure instanceof DateTimeException) {
      return evaluation(
          ErrorCode.INVALID_CONVERSION,
          "an expression met text that is not a date or time",
          failure,
          statement);
    }
    if (failure instanceof ArithmeticException) {
      return "/ by zero".equals(failure.getMessage())
              || "Division by zero".equalsIgnoreCase(failure.getMessage())
          ? evaluation(
              ErrorCode.DIVISION_BY_ZERO, "an expression divided by zero", failure, statement)
          : evaluation(
              ErrorCode.OUT_OF_RANGE, "a number does not fit its type", failure, statement);
    }
    if (failure instanceof OutOfMemoryError) {
      return of(
          ErrorCode.OUT_OF_MEMORY,
          0,
          "the JVM has no memory left for the statement; give it more by -Xmx, or select fewer"
              + " columns or rows",
          failure);
    }
    if (failure instanceof StackOverflowError) {
      return evaluation(
          ErrorCode.INVALID_SQL, "the statement is nested too deeply", failure, statement);
    }
    return null;
  }

  /**
   * Returns an exception without a cause, because the cause's message quotes the value, which may
   * be personal.
   */
  private static SQLException evaluation(
      ErrorCode code, String message, Throwable failure, long statement) {
    SQLException translated = of(code, message + suffix(code, statement));
    translated.setStackTrace(failure.getStackTrace());
    return translated;
  }
}
