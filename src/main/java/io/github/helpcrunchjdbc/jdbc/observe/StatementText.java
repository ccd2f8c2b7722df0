package io.github.helpcrunchjdbc.jdbc.observe;

import org.jspecify.annotations.Nullable;

/**
 * The SQL of a statement, with its literals and without: not every connection may see them. Of a
 * long one the beginning is kept.
 *
 * @param masked with ? in the place of each literal
 * @param full as it was given, null unless its connection allows that
 * @param account whose statement it is; only its connections are shown the full text
 */
public record StatementText(String masked, @Nullable String full, Object account) {
  /** How many chars are kept of each text. There may be a thousand texts. */
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

  /** What a connection to an account is shown. */
  public String shownTo(Object asking) {
    return full != null && account.equals(asking) ? full : masked;
  }
}
