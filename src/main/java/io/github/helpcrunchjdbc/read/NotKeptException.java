package io.github.helpcrunchjdbc.read;

/**
 * A page that an answer from memory needs is not there, or no longer. Never leaves this package.
 */
final class NotKeptException extends RuntimeException {
  private static final long serialVersionUID = 1;

  NotKeptException() {
    // Where it happened is of no interest, and would cost more than the page.
    super("a page is not kept", null, false, false);
  }
}
