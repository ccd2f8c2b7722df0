package io.github.helpcrunchjdbc.http.failure;

import io.github.helpcrunchjdbc.error.ErrorCode;
import io.github.helpcrunchjdbc.rows.ServiceError;
import java.util.List;

/** The ways in which one try of a request fails, and whether another try may help. */
public enum FailureKind {
  RATE_LIMITED(ErrorCode.RATE_LIMITED, true),
  SERVER_ERROR(ErrorCode.SERVER_ERROR, true),
  /** The answer names errors, although its status is a good one. */
  ERRORS_IN_ANSWER(ErrorCode.SERVER_ERROR, false),
  /** The answer is not the API's, although its status is a good one. */
  BROKEN_ANSWER(ErrorCode.BROKEN_ANSWER, true),
  /** The connection broke in the middle of an answer. */
  CUT_SHORT(ErrorCode.BROKEN_ANSWER, true),
  /** The connection broke after the driver began to send the request. */
  CONNECTION_LOST(ErrorCode.CONNECTION_LOST, true),
  /** Nothing listens at the address, or the name is unknown; the service may be restarting. */
  UNREACHABLE(ErrorCode.CONNECTION_FAILED, true),
  /** Connecting took too long, or TLS failed; another try would take as long again. */
  NOT_CONNECTED(ErrorCode.CONNECTION_FAILED, false),
  /** Nothing came during the whole read timeout; another try would hang as long again. */
  SILENT(ErrorCode.CONNECTION_LOST, false),
  /**
   * Bytes came, but the answer was not complete in time: it came in drips or never ended. Another
   * try would take as long again.
   */
  TOO_SLOW(ErrorCode.CONNECTION_LOST, false),
  NOT_AUTHORIZED(ErrorCode.NOT_AUTHORIZED, false),
  BAD_REQUEST(ErrorCode.BAD_REQUEST, false),
  NOT_FOUND(ErrorCode.NOT_FOUND, false),
  REFUSED(ErrorCode.REFUSED, false);

  private final ErrorCode code;
  private final boolean retried;

  FailureKind(ErrorCode code, boolean retried) {
    this.code = code;
    this.retried = retried;
  }

  /** Returns the error code that the caller sees after the last try. */
  ErrorCode code() {
    return code;
  }

  boolean isRetried() {
    return retried;
  }

  /**
   * Returns whether a service that has answered before is likely to recover from this failure, so
   * that a statement waits for that.
   */
  boolean mayPass() {
    return switch (this) {
      case RATE_LIMITED,
          SERVER_ERROR,
          CUT_SHORT,
          CONNECTION_LOST,
          UNREACHABLE,
          NOT_CONNECTED,
          SILENT,
          TOO_SLOW ->
          true;
      default -> false;
    };
  }

  /** Returns whether the service understood the request and refused it. */
  public boolean isRefusalOfRequest() {
    return this == BAD_REQUEST || this == NOT_FOUND || this == REFUSED;
  }

  /** Returns the kind of an answer that names errors although its status is a good one. */
  static FailureKind ofErrors(List<ServiceError> errors) {
    if (errors.stream().anyMatch(error -> error.code().equals(ServiceError.UNAUTHORIZED))) {
      return NOT_AUTHORIZED;
    }
    return errors.stream().anyMatch(error -> error.code().equals(ServiceError.TOO_MANY_REQUESTS))
        ? RATE_LIMITED
        : ERRORS_IN_ANSWER;
  }

  /** Returns the kind of an answer whose status is not a good one. */
  static FailureKind ofStatus(int status) {
    return switch (status) {
      case 400 -> BAD_REQUEST;
      case 401, 403 -> NOT_AUTHORIZED;
      case 404 -> NOT_FOUND;
      case 429 -> RATE_LIMITED;
      // The service, or a proxy before it, gave up on this try and invites another.
      case 408, 425 -> SERVER_ERROR;
      // The answer is a part of a page, but the request asked for no part.
      case 206 -> BROKEN_ANSWER;
      default -> status >= 500 ? SERVER_ERROR : REFUSED;
    };
  }
}
