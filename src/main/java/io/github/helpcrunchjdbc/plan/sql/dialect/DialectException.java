package io.github.helpcrunchjdbc.plan.sql.dialect;

import io.github.helpcrunchjdbc.error.ErrorCode;

/** A statement can't be understood or can't be had; the message says what to write instead. */
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
   * For what is no SQL.
   *
   * @param offset where in the statement, from 0
   */
  DialectException(int offset, String message) {
    this(ErrorCode.SYNTAX, offset, message);
  }

  /** For what is SQL elsewhere, but can't be had here; the token is where it begins. */
  static DialectException notSupported(Token token, String message) {
    return new DialectException(ErrorCode.NOT_SUPPORTED, token.start(), message);
  }

  /** For a LIMIT or an OFFSET below 0; the token is where its number begins. */
  static DialectException negativeLimit(Token token, String message) {
    return new DialectException(ErrorCode.INVALID_LIMIT, token.start(), message);
  }

  /** Whether it is no SQL, can't be had here, or makes no sense. */
  public ErrorCode code() {
    return code;
  }

  /** Where in the statement as it was written, from 0. */
  public int offset() {
    return offset;
  }
}
