package io.github.helpcrunchjdbc.rows;

/** A value that its column can't hold; the message tells its kind, never the value. */
final class UndecodableValueException extends Exception {
  private static final long serialVersionUID = 1L;

  UndecodableValueException(String found) {
    super(found);
  }
}
