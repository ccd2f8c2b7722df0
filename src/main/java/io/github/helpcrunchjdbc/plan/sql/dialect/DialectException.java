package io.github.helpcrunchjdbc.plan.sql.dialect;

/** A statement can't be understood or can't be had; the message says what to write instead. */
public final class DialectException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final int offset;
  private final boolean understood;

  private DialectException(int offset, String message, boolean understood) {
    super(message);
    this.offset = offset;
    this.understood = understood;
  }

  /**
   * For what is no SQL.
   *
   * @param offset where in the statement, from 0
   */
  DialectException(int offset, String message) {
    this(offset, message, false);
  }

  /** For what is SQL elsewhere, but can't be had here; the token is where it begins. */
  static DialectException notSupported(Token token, String message) {
    return new DialectException(token.start(), message, true);
  }

  /** Whether it is clear what is meant. */
  public boolean isUnderstood() {
    return understood;
  }

  /** Where in the statement as it was written, from 0. */
  public int offset() {
    return offset;
  }
}
