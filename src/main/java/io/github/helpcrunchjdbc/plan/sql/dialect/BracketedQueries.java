package io.github.helpcrunchjdbc.plan.sql.dialect;

import java.util.ArrayDeque;
import java.util.Deque;

/**
 * Queries in FROM and WITH that begin with a bracket and are sorted or limited, as {@code FROM
 * ((SELECT 1) UNION (SELECT 2) LIMIT 1) AS t}. Calcite's parser takes an ORDER BY and a LIMIT there
 * only where the query begins with a word, so that it gets a WITH in front that nothing uses.
 * Calcite 1.42.0; no issue known on 2026-11-27.
 */
final class BracketedQueries {
  private BracketedQueries() {}

  static void rewrite(Tokens tokens, EditedText text) {
    // For each open bracket its index if it may begin such a query, else -1.
    Deque<Integer> brackets = new ArrayDeque<>();
    brackets.push(-1);
    for (int i = 0; i < tokens.size(); i++) {
      Token token = tokens.at(i);
      if (token.isAny("(", "[", "{")) {
        boolean begins =
            token.is("(")
                && tokens.at(i + 1).is("(")
                && tokens.at(i - 1).isAny("FROM", "JOIN", "LATERAL", "AS", ",", "(");
        brackets.push(begins ? i : -1);
      } else if (token.isAny(")", "]", "}") && brackets.size() > 1) {
        brackets.pop();
      } else if (brackets.element() >= 0 && token.isAny("ORDER", "LIMIT", "OFFSET", "FETCH")) {
        text.insert(tokens.at(brackets.pop()).end(), "WITH HELPCRUNCH_UNUSED AS (VALUES 0) ");
        brackets.push(-1);
      }
    }
  }
}
