package io.github.helpcrunchjdbc.plan.sql.dialect;

import java.util.ArrayDeque;
import java.util.Deque;

/**
 * Gives a SELECT with a WHERE and without a FROM, as {@code SELECT 1 WHERE 1 = 0}, a table of one
 * row: PostgreSQL and MySQL take it so.
 */
final class FromlessText {
  private FromlessText() {}

  static void rewrite(Tokens tokens, EditedText text) {
    // For each open bracket whether what is selected there has no FROM yet.
    Deque<Boolean> fromless = new ArrayDeque<>();
    fromless.push(false);
    for (int i = 0; i < tokens.size(); i++) {
      Token token = tokens.at(i);
      if (token.isAny("(", "[", "{")) {
        fromless.push(false);
      } else if (token.isAny(")", "]", "}") && fromless.size() > 1) {
        fromless.pop();
      } else if (token.is("SELECT")) {
        set(fromless, true);
      } else if (token.is("FROM") && !isComparison(tokens, i)) {
        set(fromless, false);
      } else if (token.is("WHERE") && Boolean.TRUE.equals(fromless.peek())) {
        text.insert(token.start(), "FROM (VALUES ('X')) AS DUAL(DUMMY) ");
        set(fromless, false);
      }
    }
  }

  /** IS DISTINCT FROM. */
  private static boolean isComparison(Tokens tokens, int from) {
    return tokens.at(from - 1).is("DISTINCT") && tokens.at(from - 2).isAny("IS", "NOT");
  }

  private static void set(Deque<Boolean> levels, boolean value) {
    levels.pop();
    levels.push(value);
  }
}
