package io.github.helpcrunchjdbc.read.paging;

/**
 * Where a search's offsets ended although it has more customers.
 *
 * @param offset the offset of the page that did not come, or came wrong
 * @param total how many customers match, as the service says
 * @param isTrusted whether the service answered other requests correctly
 */
record EarlyEnd(Kind kind, long offset, long total, boolean isTrusted) {
  /** How the service ends a search early. */
  enum Kind {
    /** The offset was not requested, as it is known to lead nowhere. */
    KNOWN("is known to give none from there on"),
    EMPTY("gives no customer"),
    SHORT("gives fewer"),
    REFUSED("refuses that offset"),
    REPEATED("gives customers again that it has given before"),
    ENDLESS("still gives more, which may have no end");

    private final String what;

    Kind(String what) {
      this.what = what;
    }
  }

  /** Whether customers are missing within one page, not from the offset on. */
  boolean isPageIncomplete() {
    return (kind == Kind.SHORT || kind == Kind.EMPTY) && offset == 0;
  }

  /** Returns in words what the service does. */
  String description() {
    String counted = total < 0 ? "" : "counts " + total + " customers and ";
    return "the service " + counted + "at offset " + offset + " " + kind.what;
  }
}
