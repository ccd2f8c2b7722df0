package io.github.helpcrunchjdbc.plan.function;

import java.util.Locale;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import org.apache.calcite.linq4j.function.Strict;
import org.apache.calcite.runtime.SqlFunctions;

/**
 * UPPER and LOWER in a time that grows in proportion to the text. Java copies the whole text for
 * each letter that becomes two, such as a sharp s, and looks through the whole text for each
 * capital sigma. Public for the code that Calcite generates.
 */
@Strict
public final class LetterCase {
  private static final int PIECE = 256;
  private static final char CAPITAL_SIGMA = '\u03a3';
  private static final char SIGMA = '\u03c3';
  private static final char SIGMA_AT_THE_END = '\u03c2';

  /** Signs within a word: Unicode's MidLetter, MidNumLet and Single_Quote. */
  private static final String WITHIN_WORDS =
      "'.:\u00b7\u0387\u055f\u05f4\u2018\u2019\u2024\u2027\ufe13\ufe52\ufe55\uff07\uff0e\uff1a";

  private LetterCase() {}

  public static String upperText(String text) {
    return changed(text, piece -> piece.toUpperCase(Locale.ROOT));
  }

  public static String lowerText(String text) {
    return changed(withLowerSigmas(text), piece -> piece.toLowerCase(Locale.ROOT));
  }

  /** Returns the letters A to Z of a text as capitals; SOUNDEX is computed from them. */
  public static String plainLetters(String text) {
    return upperText(text).replaceAll("[^A-Z]+", "");
  }

  /**
   * Returns how many of the four signs are equal in the SOUNDEX of two texts; 4 if neither text has
   * one.
   */
  public static int difference(String first, String second) {
    String code = SqlFunctions.soundex(plainLetters(first));
    String other = SqlFunctions.soundex(plainLetters(second));
    return code.isEmpty() || other.isEmpty()
        ? code.equals(other) ? 4 : 0
        : (int) IntStream.range(0, 4).filter(i -> code.charAt(i) == other.charAt(i)).count();
  }

  private static String changed(String text, UnaryOperator<String> change) {
    if (text.length() <= PIECE) {
      return change.apply(text);
    }
    StringBuilder result = new StringBuilder(text.length());
    int end;
    for (int start = 0; start < text.length(); start = end) {
      end = Math.min(start + PIECE, text.length());
      // The two units of a character must stay together.
      end -= end < text.length() && Character.isLowSurrogate(text.charAt(end)) ? 1 : 0;
      result.append(change.apply(text.substring(start, end)));
    }
    return BoundedText.checked(result.toString());
  }

  /**
   * Applies Unicode's rule Final_Sigma, the only one in which a letter's case depends on other
   * letters.
   */
  private static String withLowerSigmas(String text) {
    int at = text.indexOf(CAPITAL_SIGMA);
    if (at < 0) {
      return text;
    }
    StringBuilder result = new StringBuilder(text);
    for (; at >= 0; at = text.indexOf(CAPITAL_SIGMA, at + 1)) {
      boolean isEnd = isBesideLetter(text, at, -1) && !isBesideLetter(text, at, 1);
      result.setCharAt(at, isEnd ? SIGMA_AT_THE_END : SIGMA);
    }
    return result.toString();
  }

  /** Returns whether the next letter in a direction has a case; signs within a word are skipped. */
  private static boolean isBesideLetter(String text, int at, int direction) {
    for (int i = at + direction; i >= 0 && i < text.length(); i += direction) {
      int character = direction < 0 ? Character.codePointBefore(text, i + 1) : text.codePointAt(i);
      if (!isIgnorable(character)) {
        return Character.isUpperCase(character)
            || Character.isLowerCase(character)
            || Character.isTitleCase(character);
      }
      i += direction * (Character.charCount(character) - 1);
    }
    return false;
  }

  private static boolean isIgnorable(int character) {
    return switch (Character.getType(character)) {
      case Character.NON_SPACING_MARK,
          Character.ENCLOSING_MARK,
          Character.FORMAT,
          Character.MODIFIER_LETTER,
          Character.MODIFIER_SYMBOL ->
          true;
      default -> WITHIN_WORDS.indexOf(character) >= 0;
    };
  }
}
