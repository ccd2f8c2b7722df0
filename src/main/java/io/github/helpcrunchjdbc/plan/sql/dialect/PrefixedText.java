package io.github.helpcrunchjdbc.plan.sql.dialect;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Literals with a letter before their quote. All text is Unicode here, so that {@code N'..'} is
 * {@code '..'}, which Calcite would encode in ISO-8859-1; of {@code U&'..'} Calcite knows no number
 * of six digits.
 */
final class PrefixedText {
  private PrefixedText() {}

  /** Rewrites the literal at token {@code i} if it has such a letter. */
  static void rewrite(Tokens tokens, int i, EditedText text) {
    Token literal = tokens.at(i);
    Token before = tokens.at(i - 1);
    if (before.end() != literal.start()) {
      return;
    }
    if (before.is("N")) {
      text.blank(before);
    } else if (before.is("&") && tokens.at(i - 2).is("U")) {
      boolean hasOwn = tokens.at(i + 1).is("UESCAPE");
      if (hasOwn && tokens.at(i + 2).kind() != Token.Kind.TEXT) {
        throw new DialectException(
            tokens.at(i + 1).end(), "a text of one character must follow UESCAPE");
      }
      String escape = hasOwn ? tokens.at(i + 2).text() : "'\\'";
      text.replace(literal, inPairs(literal.text(), escape.substring(1, escape.length() - 1)));
    }
  }

  /** Whether a quote at this place opens a text with backslashes, as PostgreSQL's {@code E'..'}. */
  static boolean hasBackslashes(Token before, int quote) {
    return before.is("E") && before.end() == quote;
  }

  /** Characters of six digits as the two halves that UTF-16 has for them. */
  private static String inPairs(String literal, String escape) {
    Matcher longForm =
        Pattern.compile(Pattern.quote(escape) + "\\+([0-9A-Fa-f]{6})").matcher(literal);
    return longForm.replaceAll(
        match -> {
          StringBuilder units = new StringBuilder();
          int character = Integer.parseInt(match.group(1), 16);
          if (!Character.isValidCodePoint(character)) {
            throw new DialectException(0, "there is no character " + match.group(1));
          }
          for (char unit : Character.toChars(character)) {
            units.append(escape).append(String.format("%04X", (int) unit));
          }
          return Matcher.quoteReplacement(units.toString());
        });
  }
}
