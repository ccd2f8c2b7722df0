package io.github.helpcrunchjdbc.read.cache;

/**
 * A page that an answer from memory needs is not there, or no longer. No caller of a reader sees
 * it.
 */
public final class NotCachedException extends RuntimeException {
  private static final long serialVersionUID = 1;

  NotCachedException() {
    // Where it happened is of no interest, and would cost more than the page.
    super("a page is not kept", null, false, false);
  }
}
