package io.github.helpcrunchjdbc.plan.sql.dialect;

/**
 * One word, quoted name, text, number or symbol of a statement.
 *
 * @param start the place of its first character, from 0
 * @param end the place after its last character
 * @param text the token as it was written, with its quotes
 */
record Token(Kind kind, int start, int end, String text) {
  enum Kind {
    WORD,
    NUMBER,
    /** In single quotes. */
    TEXT,
    /** In double quotes. */
    NAME,
    /** In backticks. */
    BACKTICK,
    SYMBOL,
    /** Stands for the missing token before the first and after the last. */
    NONE
  }

  boolean is(String word) {
    return (kind == Kind.WORD || kind == Kind.SYMBOL) && text.equalsIgnoreCase(word);
  }

  boolean isAny(String... words) {
    for (String word : words) {
      if (is(word)) {
        return true;
      }
    }
    return false;
  }

  boolean isName() {
    return kind == Kind.WORD || kind == Kind.NAME || kind == Kind.BACKTICK;
  }
}
