package io.github.helpcrunchjdbc.plan.sql.dialect;

import io.github.helpcrunchjdbc.plan.sql.dialect.Token.Kind;
import org.jspecify.annotations.Nullable;

/** Clauses of other databases that can't be had, with what to write instead. */
final class ForeignClauses {
  private ForeignClauses() {}

  /**
   * Refuses a clause that begins with this word, if one does.
   *
   * @throws DialectException with what to write instead
   */
  static void check(Tokens tokens, int i) {
    String instead = instead(tokens, i);
    if (instead != null) {
      throw DialectException.notSupported(tokens.at(i), instead);
    }
  }

  private static @Nullable String instead(Tokens tokens, int i) {
    Token token = tokens.at(i);
    Token before = tokens.at(i - 1);
    Token next = tokens.at(i + 1);
    Token afterNext = tokens.at(i + 2);
    if (token.is("DISTINCT") && next.is("ON") && afterNext.is("(")) {
      return "DISTINCT ON can't be had; write SELECT .. FROM (SELECT .., ROW_NUMBER() OVER"
          + " (PARTITION BY countryCode ORDER BY lastSeen DESC) AS n FROM customers) t WHERE n = 1";
    } else if (token.is("INTO") && next.isName() && !before.isAny("AS", ".", ",")) {
      return "the driver reads only: leave INTO out and take the rows from the result";
    } else if (token.is("FOR") && next.isAny("UPDATE", "SHARE")) {
      return "the driver reads only and locks nothing: leave FOR " + next.text() + " out";
    } else if (token.is("WITH") && next.is("(") && afterNext.isAny("NOLOCK", "READPAST", "INDEX")) {
      return "the driver locks nothing and has no indexes: leave WITH (..) out";
    } else if (token.isAny("USE", "FORCE", "IGNORE") && next.isAny("INDEX", "KEY")) {
      return "there are no indexes to choose from: leave " + token.text() + " INDEX out";
    } else if (token.is("AT") && next.is("TIME") && afterNext.is("ZONE")) {
      return "times are shown in one zone, that of the connection property timeZone: leave AT TIME"
          + " ZONE out and set that";
    } else if (token.is("WITH") && next.is("RECURSIVE")) {
      return "a query can't refer to itself; write the numbers or dates out in VALUES";
    } else if (token.is("WITH") && next.is("TIES")) {
      return "write ONLY instead of WITH TIES; or WHERE .. >= (SELECT ..) for rows that are equal";
    } else if (token.is("PERCENT") && next.isAny("ROW", "ROWS")) {
      return "a limit is a number of rows; leave PERCENT out";
    } else if (token.is("GROUPS") && isFrame(tokens, i)) {
      return "a frame is counted in ROWS, or goes by the values of a RANGE; leave GROUPS out";
    } else if (token.is("ROWNUM") && isComparison(next)) {
      return "write LIMIT 10 or FETCH FIRST 10 ROWS ONLY at the end instead of ROWNUM";
    } else if (token.isAny("ANY", "SOME", "ALL") && isOneColumn(tokens, i + 1)) {
      return "tags is a JSON text; write HAS_TAG(tags, 'Lead') to ask for a tag";
    }
    return null;
  }

  private static boolean isOneColumn(Tokens tokens, int open) {
    int name = tokens.at(open + 2).is(".") ? open + 3 : open + 1;
    return tokens.at(open).is("(") && tokens.at(name).is("tags") && tokens.at(name + 1).is(")");
  }

  /** Whether a word stands between the order of a window and the beginning of its frame. */
  private static boolean isFrame(Tokens tokens, int i) {
    Token before = tokens.at(i - 1);
    Token next = tokens.at(i + 1);
    boolean ordered =
        before.kind() != Kind.SYMBOL && !before.isAny("BY", "AS", "SELECT", "WHERE", "AND", "OR");
    boolean begins =
        next.isAny("UNBOUNDED", "CURRENT")
            || tokens.at(i + 2).isAny("PRECEDING", "FOLLOWING")
            || (next.is("BETWEEN") && isBound(tokens, i + 2));
    return begins && (ordered || before.isAny(")", "]", "("));
  }

  private static boolean isBound(Tokens tokens, int i) {
    return tokens.at(i).isAny("UNBOUNDED", "CURRENT")
        || tokens.at(i + 1).isAny("PRECEDING", "FOLLOWING");
  }

  private static boolean isComparison(Token token) {
    return token.isAny("<", "<=", "=", "BETWEEN");
  }

  /**
   * Refuses a symbol that other databases have.
   *
   * @throws DialectException with what to write instead
   */
  static void checkSymbol(Tokens tokens, int i) {
    Token token = tokens.at(i);
    String instead =
        switch (token.text()) {
          case "==" -> "equality is written =";
          case "&&" -> "write AND instead of &&";
          case "->", "->>" ->
              "write JSON_VALUE(customData, '$.name') to take a value out of a JSON text";
          case "@>" -> "write HAS_TAG(tags, 'Lead') to ask for a tag";
          case "@", "@@" -> "there are no variables; a parameter is written ?";
          case ":" ->
              isNamedParameter(tokens, i) ? "a parameter is written ?, without a name" : null;
          default -> null;
        };
    if (instead != null) {
      throw new DialectException(token.start(), instead);
    }
  }

  /** Unlike the colon between a key of a JSON object and its value. */
  private static boolean isNamedParameter(Tokens tokens, int i) {
    Token colon = tokens.at(i);
    Token name = tokens.at(i + 1);
    return name.kind() == Kind.WORD
        && name.start() == colon.end()
        && (tokens.at(i - 1).end() < colon.start() || tokens.at(i - 1).kind() == Kind.SYMBOL);
  }
}
