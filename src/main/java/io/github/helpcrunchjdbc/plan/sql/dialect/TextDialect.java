package io.github.helpcrunchjdbc.plan.sql.dialect;

import io.github.helpcrunchjdbc.plan.sql.dialect.Token.Kind;
import java.util.Locale;
import java.util.Set;
import org.apache.calcite.sql.parser.SqlParser;

/**
 * Changes a statement before Calcite's parser sees it: quotation marks that the parser can't know
 * at the same time, names that it reserves, JDBC's escapes, and words for which it has other words.
 * {@link NodeDialect} changes what the parser accepts.
 */
final class TextDialect {
  /** Types that begin a literal in Calcite, so that the parser does not take them for names. */
  private static final Set<String> TYPE_NAMES = Set.of("date", "time", "timestamp", "datetime");

  private final Tokens tokens;
  private final EditedText text;
  private final CastText casts;

  private TextDialect(String sql) {
    this.tokens = Tokens.of(sql);
    TextBounds.check(tokens);
    this.text = new EditedText(sql);
    this.casts = new CastText(tokens, text);
  }

  static DialectText rewrite(String sql) {
    TextDialect dialect = new TextDialect(sql);
    dialect.tokens.foreignComments().forEach(dialect.text::blank);
    String query = ShowStatements.query(dialect.tokens);
    if (query != null) {
      return dialect.text.finish(query);
    }
    ForeignClauses.checkStatement(dialect.tokens);
    ExplainMode mode = ExplainMode.rewrite(dialect.tokens, dialect.text);
    QueryText.rewrite(dialect.tokens, dialect.text);
    ConditionText conditions = ConditionText.open(dialect.tokens, dialect.text);
    for (int i = 0; i < dialect.tokens.size(); i++) {
      i = dialect.rewrite(i);
    }
    conditions.close();
    return dialect.text.finish(mode);
  }

  /** Rewrites the part that begins at token {@code i}, and returns the index of its last token. */
  private int rewrite(int i) {
    Token token = tokens.at(i);
    switch (token.kind()) {
      case BACKTICK -> text.replace(token, doubleQuoted(inner(token).replace("``", "`")));
      case TEXT -> PrefixedText.rewrite(tokens, i, text);
      case WORD -> word(i, token);
      case SYMBOL -> {
        if (token.is("[")) {
          return bracket(i);
        }
        symbol(i, token);
      }
      default -> {}
    }
    return i;
  }

  private void symbol(int i, Token token) {
    switch (token.text()) {
      case "(" -> casts.open(i);
      case ")" -> casts.close();
      case "{" -> EscapeText.rewrite(tokens, i, text);
      case "::" -> casts.infix(i);
      case "<=>" -> text.replace(token, " IS NOT DISTINCT FROM ");
      case "@@" -> SessionVariables.rewrite(tokens, i, text);
      case "-" -> ForeignClauses.checkMinus(tokens, i);
      default -> ForeignClauses.checkSymbol(tokens, i);
    }
  }

  private void word(int i, Token token) {
    Token before = tokens.at(i - 1);
    Token next = tokens.at(i + 1);
    ForeignClauses.check(tokens, i);
    if (token.is("SELECT")) {
      TopClause.rewrite(tokens, i, text);
    } else if (token.is("FETCH") && next.isAny("FIRST", "NEXT")) {
      if (tokens.at(i + 2).isAny("ROW", "ROWS")) {
        text.insert(tokens.at(i + 2).start(), "1 ");
      }
    } else if (token.is("INTERVAL") && next.kind() == Kind.TEXT) {
      IntervalText.rewrite(next, tokens.at(i + 2), text);
    } else if (token.isAny("REGEXP", "RLIKE") && !next.isAny("(", ".")) {
      regularExpression(token, before);
    } else if (token.isAny("DATEDIFF", "DATEADD") && next.is("(") && !isUnit(i + 2)) {
      text.replace(token, doubleQuoted(token.text()));
    } else if (token.is("POSITION") && next.is("(")) {
      position(i);
    } else if (next.is("(") && token.text().toUpperCase(Locale.ROOT).startsWith("JSON_")) {
      JsonArguments.rewrite(tokens, i, text);
    } else if (token.is("SYSDATE") && isValue(before, next)) {
      text.replace(token, "CURRENT_TIMESTAMP");
    } else if (token.is("CURRENT_SCHEMA") && isValue(before, next)) {
      text.replace(token, "CURRENT_SCHEMA()");
    } else if (token.is("DUAL") && before.is("FROM") && endsFrom(next)) {
      text.replace(token, "(VALUES ('X')) AS DUAL(DUMMY)");
    } else if (before.is("AS") && casts.isInside()) {
      casts.begin(i);
    } else if (casts.isInType()) {
      typeWithin(i, next);
    } else if (before.is("AS") && isAlias(token, next)) {
      text.replace(token, doubleQuoted(token.text()));
    } else if (isTypeName(token) && isName(i)) {
      text.replace(token, doubleQuoted(token.text()));
    }
  }

  /** Rewrites a type within another type; the type of a field follows the field's name. */
  private void typeWithin(int i, Token next) {
    boolean isField =
        next.kind() == Kind.WORD
            && !next.isAny("ARRAY", "MULTISET", "NOT", "NULL", "WITH", "WITHOUT")
            && !next.isAny("PRECISION", "VARYING", "ZONE");
    if (!isField) {
      casts.type(i);
    } else if (isTypeName(tokens.at(i))) {
      text.replace(tokens.at(i), doubleQuoted(tokens.at(i).text()));
    }
  }

  /** Returns whether a call begins with a unit of time, as the parser demands of some functions. */
  private boolean isUnit(int i) {
    return tokens.at(i).kind() == Kind.WORD && tokens.at(i + 1).is(",");
  }

  /**
   * Rewrites {@code POSITION(a || b IN c)} as LOCATE, because the parser accepts only one name or
   * value before IN.
   */
  private void position(int i) {
    int end = tokens.closing(i + 1);
    int in = topLevel("IN", i + 2, end);
    if (in > i + 3) {
      text.replace(tokens.at(i), "LOCATE");
      text.replace(tokens.at(in), ",");
      int from = topLevel("FROM", in, end);
      if (from >= 0) {
        text.replace(tokens.at(from), ",");
      }
    }
  }

  /** Returns the index of a word that stands outside of brackets, -1 if there is none. */
  private int topLevel(String word, int start, int end) {
    for (int i = start; i < end; i++) {
      if (tokens.at(i).is(word)) {
        return i;
      }
      i = tokens.at(i).isAny("(", "[") ? Math.max(i, tokens.closing(i)) : i;
    }
    return -1;
  }

  /**
   * Rewrites MySQL's REGEXP and RLIKE. They compare with regard to case, as everything does here.
   */
  private void regularExpression(Token token, Token before) {
    if (before.is("NOT")) {
      text.blank(before);
      text.replace(token, "!~");
    } else if (before.isName() || before.isAny(")", "]") || before.kind() == Kind.TEXT) {
      text.replace(token, "~");
    }
  }

  /**
   * Returns whether a word between these tokens can only be a part of an expression, not the name
   * of a column.
   */
  private static boolean isValue(Token before, Token next) {
    boolean begins =
        before.isAny("SELECT", "VALUES", ",", "(", "=", "<", ">", "<=", ">=", "<>", "!=", "-", "+")
            || before.isAny("BETWEEN", "AND", "OR", "THEN", "ELSE", "WHEN");
    return begins && !next.isAny("(", ".");
  }

  private static boolean endsFrom(Token next) {
    return next.kind() == Kind.NONE
        || next.isAny(";", ")", "WHERE", "UNION", "LIMIT", "FETCH", "ORDER", "GROUP", "CONNECT");
  }

  private static boolean isAlias(Token token, Token next) {
    return !next.isAny("(", "FOR") && !token.isAny("OF", "SELECT", "VALUES", "WITH", "CASE", "NOT");
  }

  private static boolean isTypeName(Token token) {
    return TYPE_NAMES.contains(token.text().toLowerCase(Locale.ROOT));
  }

  /**
   * Returns whether a word such as DATE is a name here: neither a type nor the beginning of a
   * literal.
   */
  private boolean isName(int i) {
    Token before = tokens.at(i - 1);
    Token next = tokens.at(i + 1);
    boolean inConvert = before.is("(") && tokens.at(i - 2).isAny("CONVERT", "TRY_CONVERT");
    boolean inEscape = before.is(",") && next.is(")") && tokens.at(i + 2).is("}");
    return !inConvert
        && !inEscape
        && !before.isAny("::", "RETURNING", "ZONE", "WITH", "LOCAL", "AT", "{")
        && !next.isAny("(", "WITH", "WITHOUT", "ZONE", "?")
        && next.kind() != Kind.TEXT;
  }

  /** Rewrites T-SQL's quoted names; a bracket after an expression is the index of an array. */
  private int bracket(int i) {
    Token before = tokens.at(i - 1);
    int close = tokens.closing(i);
    boolean afterValue =
        before.isAny(")", "]", "ARRAY", "MAP", "MULTISET")
            || (before.isName() && before.end() == tokens.at(i).start());
    checkSlice(i, close, afterValue);
    if (close <= i + 1 || afterValue || tokens.at(i + 1).kind() != Kind.WORD) {
      return i;
    }
    text.replace(tokens.at(i), "\"");
    text.replace(tokens.at(close), "\"");
    return close;
  }

  /** Refuses PostgreSQL's {@code x[1:2]}, which could pass for T-SQL's {@code x [another name]}. */
  private void checkSlice(int open, int close, boolean afterValue) {
    Token before = tokens.at(open - 1);
    boolean isSlice =
        topLevel(":", open + 1, close) >= 0
            && !before.isAny("ARRAY", "MAP", "MULTISET")
            && (afterValue || before.kind() == Kind.TEXT || isNoKeyword(before));
    if (isSlice) {
      throw DialectException.notSupported(
          tokens.at(open),
          "there are no slices; write SUBSTRING(name FROM 1 FOR 2) for a part of a text, or AS"
              + " before a name in brackets");
    }
  }

  private static boolean isNoKeyword(Token name) {
    return name.isName()
        && !(name.kind() == Kind.WORD
            && SqlParser.create("")
                .getMetadata()
                .isReservedWord(name.text().toUpperCase(Locale.ROOT)));
  }

  private static String inner(Token token) {
    return token.text().substring(1, token.text().length() - 1);
  }

  private static String doubleQuoted(String name) {
    return '"' + name.replace("\"", "\"\"") + '"';
  }
}
