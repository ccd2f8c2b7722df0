package io.github.helpcrunchjdbc.plan.sql.dialect;

import java.util.ArrayDeque;
import java.util.Deque;

/**
 * Rewrites queries whose form Calcite's parser does not accept. A SELECT with a WHERE and without a
 * FROM, as {@code SELECT 1 WHERE 1 = 0}, which PostgreSQL and MySQL accept, gets a table of one
 * row. A query in FROM and WITH that begins with a bracket and is sorted or limited, as {@code FROM
 * ((SELECT 1) UNION (SELECT 2) LIMIT 1) AS t}, gets a WITH before it that nothing uses: Calcite
 * 1.42.0 accepts ORDER BY and LIMIT there only if the query begins with a word. No issue known on
 * 2026-11-27.
 */
final class QueryText {
  /** The state of reading in one bracket. */
  private static final class Level {
    /** The index of the bracket if a query that begins with a bracket may follow it, else -1. */
    private int bracket;

    private boolean isFromless;

    Level(int bracket) {
      this.bracket = bracket;
    }
  }

  private QueryText() {}

  static void rewrite(Tokens tokens, EditedText text) {
    Deque<Level> levels = new ArrayDeque<>();
    levels.push(new Level(-1));
    for (int i = 0; i < tokens.size(); i++) {
      Token token = tokens.at(i);
      Level level = levels.element();
      if (token.isAny("(", "[", "{")) {
        levels.push(new Level(beginsWithBracket(tokens, i) ? i : -1));
      } else if (token.isAny(")", "]", "}") && levels.size() > 1) {
        levels.pop();
      } else if (token.is("SELECT")) {
        level.isFromless = true;
      } else if (token.is("FROM") && !isComparison(tokens, i)) {
        level.isFromless = false;
      } else if (token.is("WHERE") && level.isFromless) {
        text.insert(token.start(), "FROM (VALUES ('X')) AS DUAL(DUMMY) ");
        level.isFromless = false;
      } else if (level.bracket >= 0 && token.isAny("ORDER", "LIMIT", "OFFSET", "FETCH")) {
        text.insert(tokens.at(level.bracket).end(), "WITH HELPCRUNCH_UNUSED AS (VALUES 0) ");
        level.bracket = -1;
      }
    }
  }

  private static boolean beginsWithBracket(Tokens tokens, int i) {
    return tokens.at(i).is("(")
        && tokens.at(i + 1).is("(")
        && tokens.at(i - 1).isAny("FROM", "JOIN", "LATERAL", "AS", ",", "(");
  }

  /** Returns whether a FROM belongs to IS DISTINCT FROM. */
  private static boolean isComparison(Tokens tokens, int from) {
    return tokens.at(from - 1).is("DISTINCT") && tokens.at(from - 2).isAny("IS", "NOT");
  }
}
