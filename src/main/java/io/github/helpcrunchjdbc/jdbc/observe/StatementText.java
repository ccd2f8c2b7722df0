package io.github.helpcrunchjdbc.jdbc.observe;

import org.jspecify.annotations.Nullable;

/**
 * The SQL of a statement, once with its literals and once without, because not every connection may
 * see the literals. Of a long text only the beginning is kept.
 *
 * @param masked the SQL with ? in the place of each literal
 * @param full the SQL as it was given; null unless its connection allows that
 * @param account the account of the statement; only its connections are shown the full text
 */
public record StatementText(String masked, @Nullable String full, Object account) {
  /** How many chars of each text are kept, because there may be a thousand texts. */
  private static final int MOST_KEPT = 4_000;

  public StatementText {
    masked = cut(masked);
    full = full == null ? null : cut(full);
  }

  private static String cut(String text) {
    if (text.length() <= MOST_KEPT) {
      return text;
    }
    int end = Character.isHighSurrogate(text.charAt(MOST_KEPT - 1)) ? MOST_KEPT - 1 : MOST_KEPT;
    return text.substring(0, end) + " .. (" + text.length() + " characters)";
  }

  /** Returns the text that a connection to the given account may see. */
  public String shownTo(Object asking) {
    return full != null && account.equals(asking) ? full : masked;
  }
}
