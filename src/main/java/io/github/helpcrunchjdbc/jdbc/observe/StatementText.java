package io.github.helpcrunchjdbc.jdbc.observe;

import org.jspecify.annotations.Nullable;

/**
 * The SQL of a statement, with its literals and without: not every connection may see them.
 *
 * @param masked with ? in the place of each literal
 * @param full as it was given, null unless its connection allows that
 * @param account whose statement it is; only its connections are shown the full text
 */
public record StatementText(String masked, @Nullable String full, Object account) {
  /** What a connection to an account is shown. */
  public String shownTo(Object asking) {
    return full != null && account.equals(asking) ? full : masked;
  }
}
