package io.github.helpcrunchjdbc.plan.sql.dialect;

import java.util.regex.Pattern;

/** SQL as others may read it: {@code ?} stands for each literal, and comments are left out. */
public final class MaskedText {
  private static final String MASK = "?";

  /** Quoted names of other characters may be texts in the wrong quotes. */
  private static final Pattern NAME = Pattern.compile("[\"`][\\p{L}\\p{N}_$ ]*[\"`]");

  private MaskedText() {}

  /** A statement's text without its literals; only that it is none where it can't be read. */
  public static String of(String sql) {
    Tokens tokens;
    try {
      tokens = Tokens.of(sql);
    } catch (DialectException e) {
      return "(not shown: can't be read)";
    }
    StringBuilder masked = new StringBuilder(sql.length());
    for (int i = 0; i < tokens.size(); i++) {
      Token token = tokens.at(i);
      if (i > 0 && tokens.at(i - 1).end() < token.start()) {
        masked.append(' ');
      }
      masked.append(isShown(token) ? token.text() : MASK);
    }
    return masked.toString();
  }

  private static boolean isShown(Token token) {
    return switch (token.kind()) {
      case TEXT, NUMBER -> false;
      case NAME, BACKTICK -> NAME.matcher(token.text()).matches();
      case WORD, SYMBOL, NONE -> true;
    };
  }
}
