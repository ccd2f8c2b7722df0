package io.github.helpcrunchjdbc.plan.sql.dialect;

import io.github.helpcrunchjdbc.plan.sql.dialect.Token.Kind;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Refuses statements, clauses and symbols of other databases, with advice what to write instead.
 */
final class ForeignClauses {
  private static final String TABLES =
      "SHOW TABLES, SHOW COLUMNS FROM customers, SHOW VARIABLES, or SELECT * FROM"
          + " INFORMATION_SCHEMA.TABLES";
  private static final String COLUMNS =
      "SELECT * FROM INFORMATION_SCHEMA.COLUMNS, or SELECT * FROM helpcrunch_meta.columns for what"
          + " is sent to the service";

  private ForeignClauses() {}

  /**
   * Refuses a statement that has another name here.
   *
   * @throws DialectException with what to write instead
   */
  static void checkStatement(Tokens tokens) {
    Token first = tokens.at(0);
    Token second = tokens.at(1);
    if (first.is("SHOW")) {
      throw DialectException.notSupported(
          first,
          "write "
              + (second.isAny("COLUMNS", "FULL", "FIELDS", "CREATE", "INDEX", "KEYS")
                  ? COLUMNS
                  : TABLES));
    } else if (first.isAny("DESCRIBE", "DESC", "HELP", "\\")) {
      throw DialectException.notSupported(first, "write " + COLUMNS);
    }
  }

  /**
   * Refuses an unsupported clause, if one begins with this word.
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
    } else if (token.is("INTO")
        && next.isName()
        && !before.isAny("AS", ".", ",", "INSERT", "REPLACE", "UPSERT", "MERGE")) {
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

  /** Returns whether a word stands where the frame of a window begins. */
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

  /**
   * Returns whether a colon begins a named parameter; the other colon follows a key of a JSON
   * object.
   */
  private static boolean isNamedParameter(Tokens tokens, int i) {
    Token colon = tokens.at(i);
    Token name = tokens.at(i + 1);
    return name.kind() == Kind.WORD
        && name.start() == colon.end()
        && (tokens.at(i - 1).end() < colon.start() || tokens.at(i - 1).kind() == Kind.SYMBOL);
  }

  /**
   * Refuses a minus before a number of rows.
   *
   * @throws DialectException INVALID_LIMIT
   */
  static void checkMinus(Tokens tokens, int minus) {
    Token number = tokens.at(minus + 1);
    String clause = number.kind() == Kind.NUMBER ? clause(tokens, minus - 1) : null;
    if (clause != null) {
      throw DialectException.negativeLimit(
          tokens.at(minus), clause + " is -" + number.text() + "; it must be 0 or more");
    }
  }

  /**
   * Returns the clause to which a number of rows at this place belongs; null if no clause takes one
   * here.
   */
  private static @Nullable String clause(Tokens tokens, int last) {
    Token word = tokens.at(last);
    Token before = tokens.at(last - 1);
    if (before.isAny("AS", ".", ",")) {
      return null;
    }
    if (word.isAny("LIMIT", "OFFSET")) {
      return word.text().toUpperCase(Locale.ROOT);
    }
    if (word.isAny("FIRST", "NEXT") && before.is("FETCH")) {
      return "FETCH " + word.text().toUpperCase(Locale.ROOT);
    }
    // MySQL writes LIMIT offset, number.
    boolean second = word.is(",") && before.kind() == Kind.NUMBER;
    return second && tokens.at(last - 2).is("LIMIT") ? "LIMIT" : null;
  }
}
