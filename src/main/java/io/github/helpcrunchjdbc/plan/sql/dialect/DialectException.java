package io.github.helpcrunchjdbc.plan.sql.dialect;

import io.github.helpcrunchjdbc.error.ErrorCode;

/**
 * Says that a statement can't be understood or is not supported; the message says what to write
 * instead.
 */
public final class DialectException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final int offset;
  private final ErrorCode code;

  private DialectException(ErrorCode code, int offset, String message) {
    super(message);
    this.code = code;
    this.offset = offset;
  }

  /**
   * Creates the error for a text that is no SQL.
   *
   * @param offset the place in the statement, from 0
   */
  DialectException(int offset, String message) {
    this(ErrorCode.SYNTAX, offset, message);
  }

  /**
   * Creates the error for SQL of other databases that is not supported here; it begins at the
   * token.
   */
  static DialectException notSupported(Token token, String message) {
    return new DialectException(ErrorCode.NOT_SUPPORTED, token.start(), message);
  }

  /** Creates the error for a LIMIT or an OFFSET below 0; its number begins at the token. */
  static DialectException negativeLimit(Token token, String message) {
    return new DialectException(ErrorCode.INVALID_LIMIT, token.start(), message);
  }

  /** Returns the error's kind: the text is no SQL, is not supported, or makes no sense. */
  public ErrorCode code() {
    return code;
  }

  /** Returns the place in the statement as it was written, from 0. */
  public int offset() {
    return offset;
  }
}
