package io.github.helpcrunchjdbc.read.cache;

/** Thrown if an answer from the cache lacks a page. No reader's caller sees it. */
public final class NotCachedException extends RuntimeException {
  private static final long serialVersionUID = 1;

  NotCachedException() {
    // Nobody needs the stack trace, which would cost more than the page.
    super("a page is not kept", null, false, false);
  }
}
