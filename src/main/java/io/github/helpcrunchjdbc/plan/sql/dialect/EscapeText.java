package io.github.helpcrunchjdbc.plan.sql.dialect;

import java.util.Locale;

/** Rewrites JDBC's escapes, because Calcite's parser knows only {@code {fn ..}}. */
final class EscapeText {
  private EscapeText() {}

  /**
   * Rewrites the escape that begins with this brace.
   *
   * @throws DialectException if there is no escape
   */
  static void rewrite(Tokens tokens, int i, EditedText text) {
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
    } else if (isConvert(tokens, i, close)) {
      convert(tokens, i, close, text);
    } else if (!keyword.is("fn")) {
      throw new DialectException(
          tokens.at(i).start(),
          "there are the escapes {d ..}, {t ..}, {ts ..}, {fn ..}, {oj ..}, {escape ..}, {limit"
              + " ..}");
    }
  }

  private static boolean isConvert(Tokens tokens, int i, int close) {
    return tokens.at(i + 1).is("fn")
        && tokens.at(i + 2).is("CONVERT")
        && tokens.at(close - 3).is(",")
        && tokens.at(close - 1).is(")");
  }

  /** Rewrites {@code {fn CONVERT(value, SQL_type)}}, whose type Calcite takes for a name. */
  private static void convert(Tokens tokens, int i, int close, EditedText text) {
    text.blank(tokens.at(i));
    text.blank(tokens.at(i + 1));
    text.replace(tokens.at(i + 2), "CAST");
    text.replace(tokens.at(close - 3), " AS ");
    Token type = tokens.at(close - 2);
    text.replace(type, plainType(type.text()));
    text.blank(tokens.at(close));
  }

  private static String plainType(String type) {
    String plain = type.toUpperCase(Locale.ROOT).replaceFirst("^SQL_(TYPE_)?", "");
    return switch (plain) {
      case "CHAR", "LONGVARCHAR", "WCHAR", "WVARCHAR", "WLONGVARCHAR", "NVARCHAR" -> "VARCHAR";
      case "BIT" -> "BOOLEAN";
      case "LONGVARBINARY" -> "VARBINARY";
      default -> plain;
    };
  }
}
