package io.github.helpcrunchjdbc.error;

import org.jspecify.annotations.Nullable;

/**
 * The one exception that the driver's own code throws below the JDBC layer. The JDBC layer turns it
 * into a SQLException. A message never holds the API key or a customer's personal values.
 */
public final class HelpCrunchException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final ErrorCode code;
  private final int vendorCode;
  private final int filters;

  public HelpCrunchException(ErrorCode code, String message) {
    this(code, 0, message, null);
  }

  public HelpCrunchException(ErrorCode code, String message, @Nullable Throwable cause) {
    this(code, 0, message, cause);
  }

  /**
   * @param vendorCode the HTTP status where there is one, else 0
   */
  public HelpCrunchException(
      ErrorCode code, int vendorCode, String message, @Nullable Throwable cause) {
    this(code, vendorCode, 0, message, cause);
  }

  /**
   * Creates the failure of a search.
   *
   * @param filters how many filters the search had
   */
  public HelpCrunchException(
      ErrorCode code, int vendorCode, int filters, String message, @Nullable Throwable cause) {
    super(message, cause);
    this.code = code;
    this.vendorCode = vendorCode;
    this.filters = filters;
  }

  /**
   * Returns the failure of a statement or call that asks for something the driver does not do.
   *
   * @param message what the driver does not do, and what the user can do instead
   */
  public static HelpCrunchException notSupported(String message) {
    return new HelpCrunchException(ErrorCode.NOT_SUPPORTED, message);
  }

  /** Copies a failure, with the stack trace of this thread and the original as its cause. */
  public HelpCrunchException(HelpCrunchException failure) {
    this(
        failure.code,
        failure.vendorCode,
        failure.filters,
        String.valueOf(failure.getMessage()),
        failure);
  }

  public ErrorCode code() {
    return code;
  }

  /** Returns the HTTP status of the answer that caused this failure, 0 if there was none. */
  public int vendorCode() {
    return vendorCode;
  }

  /** Returns how many filters the failed search had, 0 if that is not known. */
  public int filters() {
    return filters;
  }
}
