package io.github.helpcrunchjdbc.read.paging;

/**
 * Where a search's offsets led no further, though there are customers beyond.
 *
 * @param offset of the page that did not come, or not as it should
 * @param total how many customers match, as the service says
 * @param isTrusted whether what else was asked of the service was answered as it should be
 */
record EarlyEnd(Kind kind, long offset, long total, boolean isTrusted) {
  /** How the service ends a search early. */
  enum Kind {
    /** An offset that is known to lead nowhere was not asked for. */
    KNOWN("is known to give none from there on"),
    EMPTY("gives nobody"),
    SHORT("gives fewer"),
    REFUSED("refuses that offset"),
    REPEATED("gives those again that it has given before"),
    ENDLESS("still gives more, which may have no end");

    private final String what;

    Kind(String what) {
      this.what = what;
    }
  }

  /** Whether customers are missing from a page, not from there on. */
  boolean isWithinPage() {
    return (kind == Kind.SHORT || kind == Kind.EMPTY) && offset == 0;
  }

  /** What the service does, in words. */
  String description() {
    String counted = total < 0 ? "" : "counts " + total + " customers and ";
    return "the service " + counted + "at offset " + offset + " " + kind.what;
  }
}
