package io.github.helpcrunchjdbc.plan.exec;

import com.google.common.util.concurrent.UncheckedExecutionException;
import com.jayway.jsonpath.JsonPathException;
import io.github.helpcrunchjdbc.error.ErrorCode;
import io.github.helpcrunchjdbc.error.HelpCrunchException;
import java.sql.SQLException;
import java.time.DateTimeException;
import java.util.NoSuchElementException;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import org.apache.calcite.runtime.CalciteException;
import org.jspecify.annotations.Nullable;

/**
 * Turns failures of expressions into the driver's errors. Messages of their causes may contain
 * customers' values, so they are not repeated.
 */
final class EvaluationErrors {
  private static final String NO_TIME =
      "an expression met text that is no date or time; timestamps are written"
          + " '2024-01-31 23:59:59'";

  /** Looks at the fixed words of a message only, since a value in it may mention times too. */
  private static final Pattern OF_TIME =
      Pattern.compile(
          "(?is)(Exception [\\w.]+: )?(no TIME|Invalid (DATE|TIME|TIMESTAMP)\\b"
              + "|Invalid format: .* for (datetime|timestamp) string: |Date literal '"
              + "|Could not parse BigQuery timestamp literal: "
              + "|a value of a JSON text is not (an? )?(DATE|TIME|TIMESTAMP)\\b"
              + "|Cannot convert .* to (DATE|TIME|TIMESTAMP)\\b).*");

  private static final Pattern OF_UUID = Pattern.compile("(?s)(Invalid )?UUID.*");

  /** The messages that contain no value. */
  private static final Pattern SHOWN = Pattern.compile("(Substring error).*");

  private EvaluationErrors() {}

  /** Returns the driver's error if an expression has failed, else the failure itself. */
  static RuntimeException of(RuntimeException failure) {
    HelpCrunchException known = known(failure);
    return known == null ? failure : known;
  }

  /** Like {@link #of}, for an expression without columns, which runs when its class is loaded. */
  static RuntimeException ofConstant(LinkageError failure) {
    Throwable cause = failure.getCause();
    if (cause instanceof RuntimeException expression) {
      return of(expression);
    }
    // The class failed to load before: the JVM keeps only a copy of that failure.
    String copy = cause == null ? "" : String.valueOf(cause.getMessage());
    if (copy.contains(NumberFormatException.class.getName())) {
      return new NumberFormatException();
    } else if (copy.contains(ArithmeticException.class.getName())) {
      return new ArithmeticException(copy.contains("/ by zero") ? "/ by zero" : "");
    }
    return cause == null ? new IllegalStateException(failure) : notTaken(copy);
  }

  private static @Nullable HelpCrunchException known(Throwable failure) {
    Throwable cause = failure.getCause();
    boolean plain = failure.getClass() == RuntimeException.class;
    if (cause != null && (plain || failure instanceof UncheckedExecutionException)) {
      return known(cause);
    } else if (!FailureOrigin.isOfValue(failure)) {
      return defect(failure);
    } else if (failure instanceof JsonPathException) {
      return new HelpCrunchException(
          ErrorCode.EVALUATION, "a JSON path leads nowhere in a text, or the text is no JSON");
    } else if (failure instanceof PatternSyntaxException) {
      return new HelpCrunchException(
          ErrorCode.INVALID_PATTERN, "a regular expression can't be understood");
    } else if (FailureOrigin.isOfTimes(failure)) {
      return new HelpCrunchException(ErrorCode.INVALID_TIME, NO_TIME);
    } else if (failure instanceof NumberFormatException) {
      return String.valueOf(failure.getMessage()).startsWith("Value is out of range")
          ? new HelpCrunchException(ErrorCode.OUT_OF_RANGE, "a number does not fit its type")
          : null;
    } else if (plain
        || failure instanceof IllegalArgumentException
        || failure instanceof CalciteException
        || failure instanceof StringIndexOutOfBoundsException
        || (failure instanceof SQLException calcite && calcite.getSQLState() == null)) {
      return notTaken(String.valueOf(failure.getMessage()));
    } else if (failure instanceof ClassCastException && isOfValues(failure)) {
      return new HelpCrunchException(
          ErrorCode.INVALID_CONVERSION, "an expression met a value of another type than it wants");
    } else if (String.valueOf(failure.getMessage()).startsWith("more than one value in agg")) {
      return new HelpCrunchException(
          ErrorCode.SEVERAL_ROWS, "a subquery that stands for a value gave more than one row");
    } else if (isOfNoKind(failure) && FailureOrigin.isCalcite(failure)) {
      return new HelpCrunchException(
          ErrorCode.EVALUATION, "an expression met a value that it can't take, or NULL");
    }
    return null;
  }

  /** Returns an error for a defect of the driver that would look like an expression's failure. */
  private static @Nullable HelpCrunchException defect(Throwable failure) {
    return failure instanceof ArithmeticException
            || failure instanceof NumberFormatException
            || failure instanceof DateTimeException
        ? new HelpCrunchException(
            ErrorCode.INTERNAL,
            "the driver failed with a %s; this is a defect"
                .formatted(failure.getClass().getSimpleName()),
            failure)
        : null;
  }

  /** Whether a failure has a class that Calcite's functions throw when they forgot a case. */
  private static boolean isOfNoKind(Throwable failure) {
    return failure instanceof NullPointerException
        || failure instanceof ClassCastException
        || failure instanceof IllegalStateException
        || failure instanceof IndexOutOfBoundsException
        || failure instanceof NoSuchElementException
        || failure instanceof UnsupportedOperationException;
  }

  /** Returns an error by the kind of value that the message is about, without the message. */
  private static HelpCrunchException notTaken(String message) {
    if (SHOWN.matcher(message).matches()) {
      return new HelpCrunchException(ErrorCode.EVALUATION, message);
    } else if (OF_UUID.matcher(message).matches()) {
      return new HelpCrunchException(
          ErrorCode.INVALID_CONVERSION, "an expression met text that is no UUID");
    } else if (OF_TIME.matcher(message).matches()) {
      return new HelpCrunchException(ErrorCode.INVALID_TIME, NO_TIME);
    }
    return new HelpCrunchException(
        ErrorCode.EVALUATION, "an expression met a value that it can't take");
  }

  /** Whether both classes are the JDK's. In a defect, the message names a class of the driver. */
  private static boolean isOfValues(Throwable failure) {
    return String.valueOf(failure.getMessage())
        .matches("(?s)class java\\.\\S+ cannot be cast to class java\\..*");
  }
}
