package io.github.helpcrunchjdbc.plan.sql.dialect;

import com.google.common.base.Splitter;
import io.github.helpcrunchjdbc.plan.sql.dialect.Token.Kind;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Locale;
import java.util.Map;

/** Rewrites casts of other dialects: PostgreSQL's {@code ::} and other names of types. */
final class CastText {
  /** The names of other dialects for each of Calcite's types. */
  private static final Map<String, String> NAMES =
      Map.of(
          "VARCHAR",
              "text tinytext mediumtext longtext string nvarchar varchar2 nvarchar2 json jsonb",
          "DECIMAL", "number",
          "SMALLINT", "int2",
          "INTEGER", "int4 int32",
          "BIGINT", "int8 int64 long signed",
          "REAL", "float4",
          "DOUBLE", "float8 float64",
          "BOOLEAN", "bool",
          "TIMESTAMP", "timestamptz datetime datetime2 smalldatetime");

  private final Tokens tokens;
  private final EditedText text;

  /** The content of a round bracket. In the bracket of a CAST, its type begins after AS. */
  private enum Inside {
    CAST,
    TYPE,
    OTHER
  }

  /** The content of each open round bracket. */
  private final Deque<Inside> brackets = new ArrayDeque<>();

  /**
   * The first token of the value of the last cast. Another cast may follow the type that ends at
   * {@link #chainEnd}.
   */
  private int chainStart;

  private int chainEnd = -1;

  CastText(Tokens tokens, EditedText text) {
    this.tokens = tokens;
    this.text = text;
  }

  void open(int bracket) {
    boolean isCast = tokens.at(bracket - 1).isAny("CAST", "TRY_CAST", "SAFE_CAST");
    brackets.push(isCast ? Inside.CAST : isInType() ? Inside.TYPE : Inside.OTHER);
  }

  void close() {
    brackets.poll();
  }

  /** Returns whether an AS at this place names a type. */
  boolean isInside() {
    return brackets.peek() == Inside.CAST;
  }

  /** Returns whether words at this place belong to a type, such as the fields of a ROW. */
  boolean isInType() {
    return brackets.peek() == Inside.TYPE;
  }

  /** Reads the type of a CAST; brackets in the type hold other types. */
  void begin(int i) {
    brackets.pop();
    brackets.push(Inside.TYPE);
    type(i);
  }

  /** Gives a type the name that Calcite knows. */
  void type(int i) {
    Token token = tokens.at(i);
    String name = token.text().toLowerCase(Locale.ROOT);
    NAMES.forEach(
        (known, others) -> {
          if (Splitter.on(' ').splitToList(others).contains(name)) {
            text.replace(token, known);
          }
        });
    if (tokens.at(i + 1).is("(") && tokens.at(i + 2).is("MAX") && tokens.at(i + 3).is(")")) {
      for (int blank = i + 1; blank <= i + 3; blank++) {
        text.blank(tokens.at(blank));
      }
    }
  }

  /**
   * Rewrites PostgreSQL's {@code value::type}, because Calcite's parser binds {@code ::} less
   * closely than {@code =}.
   */
  void infix(int i) {
    Token value = tokens.at(i - 1);
    Token type = tokens.at(i + 1);
    if (type.is("INTERVAL") && value.kind() == Kind.TEXT) {
      text.insert(value.start(), "INTERVAL ");
      IntervalText.rewrite(value, Tokens.NONE, text);
      text.blank(tokens.at(i));
      text.blank(type);
      return;
    }
    int start = i - 1 == chainEnd ? chainStart : startOfValue(i - 1);
    if (start < 0 || type.kind() != Kind.WORD) {
      return;
    }
    text.insert(tokens.at(start).start(), "CAST(");
    text.replace(tokens.at(i), " AS ");
    type(i + 1);
    chainStart = start;
    chainEnd = endOfType(i + 1);
    text.insert(tokens.at(chainEnd).end(), ")");
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

  /** Returns the first token of the value whose last token is given, -1 if it can't be found. */
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
      // The value is itself a cast, or no value can end here.
      return -1;
    }
    if (tokens.at(start - 1).is("::")) {
      return startOfValue(start - 2);
    }
    if (token.kind() == Kind.TEXT
        && tokens.at(start - 1).isAny("DATE", "TIME", "TIMESTAMP", "INTERVAL")) {
      return start - 1;
    }
    while (tokens.at(start - 1).is(".")
        && (tokens.at(start - 2).isName() || tokens.at(start - 2).kind() == Kind.NUMBER)) {
      start -= 2;
    }
    return start;
  }
}
