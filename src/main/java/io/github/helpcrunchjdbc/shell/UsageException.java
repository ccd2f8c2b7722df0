package io.github.helpcrunchjdbc.shell;

/** The command line is wrong; the message says what was found and what is allowed. */
final class UsageException extends Exception {
  private static final long serialVersionUID = 1L;

  UsageException(String message) {
    super(message);
  }
}
