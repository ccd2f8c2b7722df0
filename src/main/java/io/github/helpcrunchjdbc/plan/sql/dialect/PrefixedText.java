package io.github.helpcrunchjdbc.plan.sql.dialect;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Rewrites literals with a letter before their quote. All text is Unicode here, so {@code N'..'}
 * becomes {@code '..'}; Calcite would encode it in ISO-8859-1. In {@code U&'..'}, Calcite does not
 * know numbers of six digits.
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

  /** Returns whether a quote opens a text with backslashes, as PostgreSQL's {@code E'..'}. */
  static boolean hasBackslashes(Token before, int quote) {
    return before.is("E") && before.end() == quote;
  }

  /** Replaces characters of six digits by their two halves in UTF-16. */
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
