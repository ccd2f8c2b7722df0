package io.github.helpcrunchjdbc.plan.dialect;

import io.github.helpcrunchjdbc.plan.dialect.Token.Kind;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What has to change before Calcite's parser sees a statement: quotation marks that it does not
 * know at the same time, names that it keeps for itself, JDBC's escapes, and words that it has
 * other words for. What it can parse is left to {@link NodeDialect}.
 */
final class TextDialect {
  /** The hint that carries T-SQL's TOP through the parser. */
  static final String TOP_HINT = "HELPCRUNCH_TOP";

  private static final Set<String> UNITS =
      Set.of("second", "minute", "hour", "day", "week", "month", "quarter", "year");
  private static final Pattern INTERVAL_TEXT =
      Pattern.compile("'\\s*([+-]?)(\\d{1,9})\\s*([A-Za-z]+?)s?\\s*'");

  /** Types that Calcite begins a literal with, so that it takes them for no name. */
  private static final Set<String> TYPE_NAMES = Set.of("date", "time", "timestamp", "datetime");

  private static final Map<String, String> TYPES =
      Map.ofEntries(
          Map.entry("text", "VARCHAR"),
          Map.entry("string", "VARCHAR"),
          Map.entry("nvarchar", "VARCHAR"),
          Map.entry("int2", "SMALLINT"),
          Map.entry("int4", "INTEGER"),
          Map.entry("int8", "BIGINT"),
          Map.entry("int64", "BIGINT"),
          Map.entry("signed", "BIGINT"),
          Map.entry("float4", "REAL"),
          Map.entry("float8", "DOUBLE"),
          Map.entry("float64", "DOUBLE"),
          Map.entry("bool", "BOOLEAN"),
          Map.entry("timestamptz", "TIMESTAMP"),
          Map.entry("datetime", "TIMESTAMP"));

  private final Tokens tokens;
  private final EditedText text;

  /** For each open round bracket whether it is that of a CAST, whose AS names a type. */
  private final Deque<Boolean> casts = new ArrayDeque<>();

  private TextDialect(String sql) {
    this.tokens = Tokens.of(sql);
    this.text = new EditedText(sql);
  }

  static DialectText rewrite(String sql) {
    TextDialect dialect = new TextDialect(sql);
    for (int i = 0; i < dialect.tokens.size(); i++) {
      i = dialect.rewrite(i);
    }
    return dialect.text.finish();
  }

  /** Rewrites what begins at token {@code i}, and answers with the last token of it. */
  private int rewrite(int i) {
    Token token = tokens.at(i);
    switch (token.kind()) {
      case BACKTICK -> text.replace(token, doubleQuoted(inner(token).replace("``", "`")));
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
      case "(" -> casts.push(tokens.at(i - 1).isAny("CAST", "TRY_CAST", "SAFE_CAST"));
      case ")" -> casts.poll();
      case "{" -> escape(i);
      case "::" -> infixCast(i);
      case "==" -> throw new DialectException(token.start(), "equality is written =");
      case "&&" -> throw new DialectException(token.start(), "write AND instead of &&");
      case "->", "->>" ->
          throw new DialectException(
              token.start(),
              "write JSON_VALUE(customData, '$.name') to take a value out of a JSON text");
      default -> {}
    }
  }

  private void word(int i, Token token) {
    Token before = tokens.at(i - 1);
    Token next = tokens.at(i + 1);
    if (token.is("SELECT")) {
      top(i);
    } else if (token.is("FETCH") && next.isAny("FIRST", "NEXT")) {
      if (tokens.at(i + 2).isAny("ROW", "ROWS")) {
        text.insert(tokens.at(i + 2).start(), "1 ");
      }
    } else if (token.is("INTERVAL") && next.kind() == Kind.TEXT) {
      interval(next, tokens.at(i + 2));
    } else if (before.is("AS") && inCast()) {
      type(token);
    } else if (before.is("AS") && isAlias(token, next)) {
      text.replace(token, doubleQuoted(token.text()));
    } else if (TYPE_NAMES.contains(token.text().toLowerCase(Locale.ROOT)) && isName(i)) {
      text.replace(token, doubleQuoted(token.text()));
    }
  }

  private static boolean isAlias(Token token, Token next) {
    return !next.isAny("(", "FOR") && !token.isAny("OF", "SELECT", "VALUES", "WITH", "CASE", "NOT");
  }

  private boolean inCast() {
    return Boolean.TRUE.equals(casts.peek());
  }

  /** Whether a word such as DATE is a name here: neither a type nor the beginning of a literal. */
  private boolean isName(int i) {
    Token before = tokens.at(i - 1);
    Token next = tokens.at(i + 1);
    return !before.isAny("::", "RETURNING", "ZONE", "WITH", "LOCAL", "AT", "{")
        && !next.isAny("(", "WITH", "WITHOUT", "ZONE", "?")
        && next.kind() != Kind.TEXT;
  }

  /** T-SQL's quoted names; what stands behind an expression is an index of an array. */
  private int bracket(int i) {
    Token before = tokens.at(i - 1);
    int close = tokens.closing(i);
    boolean afterValue =
        before.isAny(")", "]", "ARRAY", "MAP", "MULTISET")
            || (before.isName() && before.end() == tokens.at(i).start());
    if (close <= i + 1 || afterValue || tokens.at(i + 1).kind() != Kind.WORD) {
      return i;
    }
    text.replace(tokens.at(i), "\"");
    text.replace(tokens.at(close), "\"");
    return close;
  }

  private void escape(int i) {
    Token keyword = tokens.at(i + 1);
    int close = tokens.closing(i);
    if (close < 0) {
      throw new DialectException(tokens.at(i).start(), "this { has no partner");
    }
    if (keyword.isAny("d", "t", "ts")) {
      String type = keyword.is("d") ? "DATE" : keyword.is("t") ? "TIME" : "TIMESTAMP";
      text.blank(tokens.at(i));
      text.replace(keyword, type);
      text.blank(tokens.at(close));
    } else if (keyword.isAny("oj", "escape", "limit")) {
      text.blank(tokens.at(i));
      if (keyword.is("oj")) {
        text.blank(keyword);
      }
      text.blank(tokens.at(close));
    } else if (!keyword.is("fn")) {
      throw new DialectException(
          tokens.at(i).start(),
          "there are the escapes {d ..}, {t ..}, {ts ..}, {fn ..}, {oj ..}, {escape ..}, {limit ..}");
    }
  }

  private void top(int select) {
    int i = select + 1;
    if (tokens.at(i).isAny("ALL", "DISTINCT")) {
      i++;
    }
    if (!tokens.at(i).is("TOP")) {
      return;
    }
    boolean bracketed = tokens.at(i + 1).is("(");
    Token count = tokens.at(bracketed ? i + 2 : i + 1);
    int last = bracketed ? i + 3 : i + 1;
    if (count.is("?")) {
      throw new DialectException(
          count.start(), "TOP takes a number; write FETCH FIRST ? ROWS ONLY at the end");
    }
    if (count.kind() != Kind.NUMBER || (bracketed && !tokens.at(last).is(")"))) {
      return;
    }
    if (tokens.at(last + 1).isAny("PERCENT", "WITH")) {
      throw new DialectException(
          tokens.at(last + 1).start(),
          "TOP takes a number of rows only; write ORDER BY .. FETCH FIRST n ROWS ONLY at the end");
    }
    text.insert(tokens.at(select).end(), " /*+ " + TOP_HINT + "(" + count.text() + ") */");
    for (int blank = i; blank <= last; blank++) {
      text.blank(tokens.at(blank));
    }
  }

  /** PostgreSQL's {@code INTERVAL '7 days'}. */
  private void interval(Token quoted, Token next) {
    Matcher parts = INTERVAL_TEXT.matcher(quoted.text());
    if (next.kind() == Kind.WORD && UNITS.contains(singular(next.text()))) {
      return;
    }
    if (!parts.matches() || !UNITS.contains(singular(parts.group(3)))) {
      throw new DialectException(
          quoted.start(), "an interval is written as INTERVAL '7' DAY or INTERVAL '7 days'");
    }
    String digits = parts.group(2);
    text.replace(
        quoted,
        "'"
            + parts.group(1)
            + digits
            + "' "
            + singular(parts.group(3))
            + "("
            + digits.length()
            + ")");
  }

  private static String singular(String unit) {
    String lower = unit.toLowerCase(Locale.ROOT);
    return lower.endsWith("s") ? lower.substring(0, lower.length() - 1) : lower;
  }

  private void type(Token token) {
    String known = TYPES.get(token.text().toLowerCase(Locale.ROOT));
    if (known != null) {
      text.replace(token, known);
    }
  }

  /** PostgreSQL's {@code value::type}, which Calcite's parser binds less closely than {@code =}. */
  private void infixCast(int i) {
    int start = startOfValue(i - 1);
    int end = endOfType(i + 1);
    if (start < 0 || tokens.at(i + 1).kind() != Kind.WORD) {
      return;
    }
    text.insert(tokens.at(start).start(), "CAST(");
    text.replace(tokens.at(i), " AS ");
    type(tokens.at(i + 1));
    text.insert(tokens.at(end).end(), ")");
  }

  private int endOfType(int i) {
    int end = i;
    if (tokens.at(i).is("DOUBLE") && tokens.at(i + 1).is("PRECISION")) {
      end++;
    }
    if (tokens.at(end + 1).is("(")) {
      end = Math.max(end, tokens.closing(end + 1));
    }
    if (tokens.at(end + 1).isAny("WITH", "WITHOUT")) {
      while (!tokens.at(end).is("ZONE") && end < tokens.size()) {
        end++;
      }
    }
    return end;
  }

  /** The first token of the value that ends with this one, -1 if that can't be told. */
  private int startOfValue(int last) {
    int start = last;
    Token token = tokens.at(last);
    if (token.isAny(")", "]")) {
      start = tokens.opening(last);
      Token before = tokens.at(start - 1);
      if (before.isName()
          && !before.isAny("AND", "OR", "NOT", "IN", "SELECT", "WHERE", "ON", "BY")) {
        start--;
      } else if (token.is("]")) {
        return -1;
      }
    } else if ((token.kind() == Kind.SYMBOL && !token.is("?")) || token.is("END")) {
      // An earlier cast of a chain has its start already.
      return -1;
    }
    if (tokens.at(start - 1).is("::")) {
      return startOfValue(start - 2);
    }
    if (token.kind() == Kind.TEXT
        && tokens.at(start - 1).isAny("DATE", "TIME", "TIMESTAMP", "INTERVAL")) {
      return start - 1;
    }
    while (tokens.at(start - 1).is(".") && tokens.at(start - 2).isName()) {
      start -= 2;
    }
    return start;
  }

  private static String inner(Token token) {
    return token.text().substring(1, token.text().length() - 1);
  }

  private static String doubleQuoted(String name) {
    return '"' + name.replace("\"", "\"\"") + '"';
  }
}
