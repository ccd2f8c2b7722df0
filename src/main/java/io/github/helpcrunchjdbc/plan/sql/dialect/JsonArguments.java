package io.github.helpcrunchjdbc.plan.sql.dialect;

import io.github.helpcrunchjdbc.plan.sql.dialect.Token.Kind;

/**
 * Rewrites arguments of JSON functions that Calcite's parser does not accept: sub-queries, and a
 * call as the first key.
 */
final class JsonArguments {
  private JsonArguments() {}

  /**
   * Puts the sub-queries of the function at token {@code i} into CASE, and its first key into
   * brackets.
   */
  static void rewrite(Tokens tokens, int i, EditedText text) {
    int end = tokens.closing(i + 1);
    if (end < 0) {
      return;
    }
    Token first = tokens.at(i + 2);
    boolean isKey =
        tokens.at(i).is("JSON_OBJECT")
            && (first.is("(") || first.kind() == Kind.WORD)
            && !first.isAny("KEY", "NULL", "ABSENT", "RETURNING");
    if (isKey) {
      text.insert(first.start(), "(");
    }
    for (int j = i + 2; j < end; j++) {
      Token token = tokens.at(j);
      // VALUE may also be a column; then it begins the key or stands after a point.
      boolean isWord = token.is("VALUE") && !tokens.at(j - 1).isAny("(", ".");
      if (isKey && (isWord || token.isAny(":", ",") || j == end - 1)) {
        text.insert(token.start(), ")");
        isKey = false;
      }
      if (token.is("(")) {
        Token before = tokens.at(j - 1);
        boolean isQuery = tokens.at(j + 1).isAny("SELECT", "WITH", "VALUES");
        boolean isValue = before.kind() == Kind.SYMBOL || before.isAny("VALUE", "KEY", "EXISTS");
        int close = tokens.closing(j);
        if (isQuery && isValue) {
          text.insert((before.is("EXISTS") ? before : token).start(), "CASE WHEN TRUE THEN ");
          text.insert(tokens.at(close).end(), " END");
        }
        // Other calls need no change.
        j = isQuery || !isValue ? close : j;
      }
    }
  }
}
