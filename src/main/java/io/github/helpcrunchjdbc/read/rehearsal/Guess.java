package io.github.helpcrunchjdbc.read.rehearsal;

/** What a rehearsal had to guess. It is the reason why an estimate is a range. */
public enum Guess {
  CUSTOMERS("how many customers there are"),
  FOUND("how many a search finds"),
  WITHOUT_TIMES("how many have no time"),
  TIMES("when they came or were seen last"),
  VALUES("which values they have");

  private final String text;

  Guess(String text) {
    this.text = text;
  }

  /** Returns a clause that begins with "how many", "when" or "which". */
  public String text() {
    return text;
  }
}
