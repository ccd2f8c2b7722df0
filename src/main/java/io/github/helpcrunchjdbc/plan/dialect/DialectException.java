package io.github.helpcrunchjdbc.plan.dialect;

/** A statement can't be understood; the message says what to write instead. */
public final class DialectException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final int offset;

  /**
   * Creates one.
   *
   * @param offset where in the statement, from 0
   */
  DialectException(int offset, String message) {
    super(message);
    this.offset = offset;
  }

  /** Where in the statement as it was written, from 0. */
  public int offset() {
    return offset;
  }
}
