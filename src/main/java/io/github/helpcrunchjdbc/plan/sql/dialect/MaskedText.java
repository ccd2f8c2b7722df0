package io.github.helpcrunchjdbc.plan.sql.dialect;

import java.util.regex.Pattern;

/** SQL as others may read it: {@code ?} stands for each literal, and comments are left out. */
public final class MaskedText {
  private static final String MASK = "?";

  /** It is masked before the statement's clock runs, and a longer text is no use to a reader. */
  private static final int MOST_SHOWN = 200_000;

  private static final int LAST_OF_ASCII = 0x7F;

  /** Quoted names of other characters may be texts in the wrong quotes. */
  private static final Pattern NAME = Pattern.compile("[\"`][\\p{L}\\p{N}_$ ]*[\"`]");

  private static final String UNREADABLE = "(not shown: can't be read)";

  private MaskedText() {}

  /** A statement's text without its literals; why not where it can't be read or is too long. */
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
   * Whether it belongs to a text between {@code $$} or signs beyond ASCII, or in which a backslash
   * stands for a quote.
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
   * What may be a quote to whoever typed it: more characters than those that Unicode calls so. A
   * prime and an apostrophe are among its modifier letters.
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

  /** Whether a quoted name stands where most often a text is meant: alone behind a comparison. */
  private static boolean isCompared(Tokens tokens, int index, boolean isOfList) {
    Token before = tokens.at(index - 1);
    return !tokens.at(index + 1).isAny(".", "(")
        && (isOfList
            || before.isAny("=", "==", "<>", "!=", "<", ">", "<=", ">=", "LIKE", "ILIKE", "IN"));
  }
}
