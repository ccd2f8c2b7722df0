package io.github.helpcrunchjdbc.plan.sql.dialect;

import java.util.regex.Pattern;

/** SQL as others may read it: each literal is replaced by {@code ?}, and comments are left out. */
public final class MaskedText {
  private static final String MASK = "?";

  /**
   * The longest text that is masked. Masking runs before the statement's clock starts, and a longer
   * text is of no use to a reader.
   */
  private static final int MOST_SHOWN = 200_000;

  private static final int LAST_OF_ASCII = 0x7F;

  /** Matches quoted names that surely are names; others may be texts in the wrong quotes. */
  private static final Pattern NAME = Pattern.compile("[\"`][\\p{L}\\p{N}_$ ]*[\"`]");

  private static final String UNREADABLE = "(not shown: can't be read)";

  private MaskedText() {}

  /**
   * Returns a statement's text without its literals, or the reason if the text is too long or can't
   * be read.
   */
  public static String of(String sql) {
    if (sql.length() > MOST_SHOWN) {
      return "(not shown: " + sql.length() + " characters)";
    }
    Tokens tokens;
    try {
      tokens = Tokens.of(sql);
    } catch (DialectException e) {
      return UNREADABLE;
    }
    StringBuilder masked = new StringBuilder(sql.length());
    boolean isOfList = false;
    for (int i = 0; i < tokens.size(); i++) {
      Token token = tokens.at(i);
      boolean isApart = i > 0 && tokens.at(i - 1).end() < token.start();
      if (isInForeignQuotes(token, tokens.at(i - 1), isApart)) {
        return UNREADABLE;
      }
      if (tokens.at(i - 1).isAny("(")) {
        isOfList = tokens.at(i - 2).isAny("IN") && !token.isAny("SELECT");
      } else if (token.isAny(")")) {
        isOfList = false;
      }
      masked.append(isApart ? " " : "").append(isShown(tokens, i, isOfList) ? token.text() : MASK);
    }
    return masked.toString();
  }

  /**
   * Returns whether a token may be part of a text in quotes that this class does not know: {@code
   * $$}, signs beyond ASCII, or quotes after a backslash.
   */
  private static boolean isInForeignQuotes(Token token, Token before, boolean isApart) {
    boolean isWord = token.kind() == Token.Kind.WORD || token.kind() == Token.Kind.NUMBER;
    boolean isUnquoted = isWord || token.kind() == Token.Kind.SYMBOL;
    if (isUnquoted && token.text().codePoints().anyMatch(MaskedText::isForeignSign)) {
      return true;
    }
    return isWord
        && ((!isApart && before.kind() == Token.Kind.TEXT)
            || (token.text().startsWith("$") && token.text().indexOf('$', 1) > 0));
  }

  /**
   * Returns whether a user may have typed the character as a quote. Unicode's quotes are not all of
   * them: a prime and an apostrophe are modifier letters.
   */
  private static boolean isForeignSign(int character) {
    return character > LAST_OF_ASCII
        && (!Character.isLetterOrDigit(character)
            || Character.getType(character) == Character.MODIFIER_LETTER);
  }

  private static boolean isShown(Tokens tokens, int index, boolean isOfList) {
    Token token = tokens.at(index);
    return switch (token.kind()) {
      case TEXT, NUMBER -> false;
      case NAME, BACKTICK ->
          NAME.matcher(token.text()).matches() && !isCompared(tokens, index, isOfList);
      case WORD, SYMBOL, NONE -> true;
    };
  }

  /**
   * Returns whether a quoted name stands where a text is usually meant: alone after a comparison.
   */
  private static boolean isCompared(Tokens tokens, int index, boolean isOfList) {
    Token before = tokens.at(index - 1);
    return !tokens.at(index + 1).isAny(".", "(")
        && (isOfList
            || before.isAny("=", "==", "<>", "!=", "<", ">", "<=", ">=", "LIKE", "ILIKE", "IN"));
  }
}
