package io.github.helpcrunchjdbc.error;

import org.jspecify.annotations.Nullable;

/**
 * The one exception the driver's own code throws below the JDBC layer, which turns it into a
 * SQLException. Messages never hold the API key, nor a customer's personal values.
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
   * The failure of a search.
   *
   * @param filters how many filters it had
   */
  public HelpCrunchException(
      ErrorCode code, int vendorCode, int filters, String message, @Nullable Throwable cause) {
    super(message, cause);
    this.code = code;
    this.vendorCode = vendorCode;
    this.filters = filters;
  }

  /**
   * What the driver does not do.
   *
   * @param message with what to do instead
   */
  public static HelpCrunchException notSupported(String message) {
    return new HelpCrunchException(ErrorCode.NOT_SUPPORTED, message);
  }

  /** The same failure with the trace of this thread. */
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

  /** The HTTP status of the answer that caused this, else 0. */
  public int vendorCode() {
    return vendorCode;
  }

  /** How many filters the search had that failed, 0 where that is not known. */
  public int filters() {
    return filters;
  }
}
