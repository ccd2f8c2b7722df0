package io.github.helpcrunchjdbc.plan.sql.dialect;

import io.github.helpcrunchjdbc.plan.sql.dialect.Token.Kind;
import java.util.ArrayList;
import java.util.List;

/** Cuts a statement into tokens, without spaces and comments. */
final class Tokens {
  static final Token NONE = new Token(Kind.NONE, 0, 0, "");
  private static final List<String> LONG_SYMBOLS =
      List.of("->>", "<=>", "::", "==", "!=", "<>", "<=", ">=", "||", "->", "&&", "@>", "@@");

  private final String sql;
  private final List<Token> found = new ArrayList<>();
  private final List<Token> foreignComments = new ArrayList<>();

  private Tokens(String sql) {
    this.sql = sql;
  }

  /**
   * Returns the tokens of {@code sql}.
   *
   * @throws DialectException for a quote or a comment that does not end, or for {@code //}
   */
  static Tokens of(String sql) {
    Tokens tokens = new Tokens(sql);
    tokens.scan();
    return tokens;
  }

  /** Returns the comments of other databases: MySQL's {@code #}, and hints to an optimizer. */
  List<Token> foreignComments() {
    return foreignComments;
  }

  int size() {
    return found.size();
  }

  /** Returns one token, or an empty one if the index is out of range. */
  Token at(int index) {
    return index < 0 || index >= found.size() ? NONE : found.get(index);
  }

  /** Returns the index of the bracket that closes the one at {@code open}, -1 if none does. */
  int closing(int open) {
    int depth = 0;
    for (int i = open; i < size(); i++) {
      if (at(i).isAny("(", "[", "{")) {
        depth++;
      } else if (at(i).isAny(")", "]", "}") && --depth == 0) {
        return i;
      }
    }
    return -1;
  }

  /** Returns the index of the bracket that opens the one at {@code close}, -1 if none does. */
  int opening(int close) {
    int depth = 0;
    for (int i = close; i >= 0; i--) {
      if (at(i).isAny(")", "]", "}")) {
        depth++;
      } else if (at(i).isAny("(", "[", "{") && --depth == 0) {
        return i;
      }
    }
    return -1;
  }

  private void scan() {
    int at = 0;
    while (at < sql.length()) {
      char character = sql.charAt(at);
      if (Character.isWhitespace(character)) {
        at++;
      } else if (sql.startsWith("--", at)) {
        at = endOfLine(at);
      } else if (sql.startsWith("//", at)) {
        // Calcite would leave out the rest of the line.
        throw new DialectException(at, "there is no //; / divides, and -- begins a comment");
      } else if (character == '#') {
        at = foreignComment(at, endOfLine(at));
      } else if (sql.startsWith("/*", at)) {
        int end = after("*/", at, at + 2, "this comment has no */ at its end");
        at = sql.startsWith("/*+", at) ? foreignComment(at, end) : end;
      } else {
        at = token(character, at);
      }
    }
  }

  private int token(char character, int at) {
    return switch (character) {
      case '\'' ->
          add(
              Kind.TEXT,
              at,
              PrefixedText.hasBackslashes(at(size() - 1), at)
                  ? afterBackslashes(at)
                  : quoted('\'', at));
      case '"' -> add(Kind.NAME, at, quoted('"', at));
      case '`' -> add(Kind.BACKTICK, at, quoted('`', at));
      default -> {
        if (Character.isDigit(character)) {
          yield add(Kind.NUMBER, at, endOfWord(at));
        }
        if (Character.isJavaIdentifierStart(character)) {
          yield add(Kind.WORD, at, endOfWord(at));
        }
        for (String symbol : LONG_SYMBOLS) {
          if (sql.startsWith(symbol, at)) {
            yield add(Kind.SYMBOL, at, at + symbol.length());
          }
        }
        yield add(Kind.SYMBOL, at, at + 1);
      }
    };
  }

  private int add(Kind kind, int start, int end) {
    found.add(new Token(kind, start, end, sql.substring(start, end)));
    return end;
  }

  private int foreignComment(int start, int end) {
    foreignComments.add(new Token(Kind.NONE, start, end, sql.substring(start, end)));
    return end;
  }

  private int endOfLine(int at) {
    int end = sql.indexOf('\n', at);
    return end < 0 ? sql.length() : end;
  }

  private int endOfWord(int at) {
    int end = at;
    while (end < sql.length() && Character.isJavaIdentifierPart(sql.charAt(end))) {
      end++;
    }
    return end;
  }

  /** Returns the end of a quotation in which a doubled quote is one character of the text. */
  private int quoted(char quote, int start) {
    int from = start + 1;
    while (true) {
      int end = after(String.valueOf(quote), start, from, "this " + quote + " has no partner");
      if (end >= sql.length() || sql.charAt(end) != quote) {
        return end;
      }
      from = end + 1;
    }
  }

  /**
   * Returns the end of a quotation in which a quote after a backslash is one character of the text.
   */
  private int afterBackslashes(int start) {
    int at = start + 1;
    while (at < sql.length() && sql.charAt(at) != '\'') {
      at += sql.charAt(at) == '\\' ? 2 : 1;
    }
    if (at >= sql.length()) {
      throw new DialectException(start, "this ' has no partner");
    }
    return at + 1;
  }

  private int after(String ending, int start, int from, String otherwise) {
    int end = sql.indexOf(ending, from);
    if (end < 0) {
      throw new DialectException(start, otherwise);
    }
    return end + ending.length();
  }
}
