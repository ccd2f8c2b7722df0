package io.github.helpcrunchjdbc.plan.sql.dialect;

/** What an EXPLAIN asks for. */
public enum ExplainMode {
  /** {@code EXPLAIN PLAN AS TEXT|XML|JSON|DOT FOR ..}: the planner's own tree. */
  TREE,
  /** {@code EXPLAIN PLAN FOR ..}: the bill; no request is sent for it. */
  BILL,
  /** {@code EXPLAIN ..}: the bill; if no total is known, a request may be sent for one. */
  ASKING_BILL,
  /** {@code EXPLAIN ANALYZE ..}: the query is executed, and the bill shows its real figures too. */
  ANALYZED_BILL;

  /**
   * Rewrites an EXPLAIN in the words that the parser knows.
   *
   * @return what the EXPLAIN asks for; of no meaning for other statements
   * @throws DialectException if the EXPLAIN is of something else than a query
   */
  static ExplainMode rewrite(Tokens tokens, EditedText text) {
    if (!tokens.at(0).is("EXPLAIN")) {
      return TREE;
    }
    if (tokens.at(1).is("PLAN")) {
      return planned(tokens, text);
    }
    boolean analyzes = tokens.at(1).is("ANALYZE");
    checkQuery(tokens, analyzes ? 2 : 1);
    if (analyzes) {
      text.replace(tokens.at(1), "PLAN FOR");
      return ANALYZED_BILL;
    }
    text.insert(tokens.at(0).end(), " PLAN FOR ");
    return ASKING_BILL;
  }

  private static ExplainMode planned(Tokens tokens, EditedText text) {
    int at = 2;
    while (at < tokens.size() && !tokens.at(at).is("FOR")) {
      if (tokens.at(at).is("TEXT") && tokens.at(at - 1).is("AS")) {
        text.blank(tokens.at(at - 1));
        text.blank(tokens.at(at));
      }
      at++;
    }
    checkQuery(tokens, at + 1);
    return at == 2 ? BILL : TREE;
  }

  private static void checkQuery(Tokens tokens, int at) {
    Token first = tokens.at(at);
    // PostgreSQL writes options in brackets.
    Token word = first.is("(") ? tokens.at(at + 1) : first;
    if (!word.isAny("SELECT", "WITH", "VALUES", "TABLE", "(")) {
      throw DialectException.notSupported(
          at < tokens.size() ? first : tokens.at(tokens.size() - 1),
          "EXPLAIN takes a query: write EXPLAIN PLAN FOR SELECT .., which sends no request");
    }
  }
}
