package io.github.helpcrunchjdbc.plan.function;

import io.github.helpcrunchjdbc.error.ErrorCode;
import io.github.helpcrunchjdbc.error.HelpCrunchException;
import java.util.BitSet;
import java.util.HashMap;
import java.util.Map;
import org.apache.calcite.linq4j.function.Strict;

/**
 * Functions of text that count characters, which are code points. Calcite's functions count the
 * halves of characters beyond the first 65,536, and so cut emojis in two. Places are counted from
 * 1. Public for the code that Calcite generates.
 */
@Strict
public final class CodePoints {
  private CodePoints() {}

  public static int textLength(String text) {
    return text.codePointCount(0, text.length());
  }

  public static String substringFrom(String text, long from) {
    return between(text, from - 1, Long.MAX_VALUE);
  }

  /** Returns {@code length} characters from a place on; the place may be before the text. */
  public static String substringFor(String text, long from, long length) {
    if (length < 0) {
      throw new HelpCrunchException(
          ErrorCode.SUBSTRING,
          "the length of a substring is negative: SUBSTRING(.. FOR " + length + ")");
    }
    long end = from - 1 + length;
    return between(text, from - 1, end < from - 1 && from > 0 ? Long.MAX_VALUE : end);
  }

  /**
   * Returns the first characters; a negative number leaves out that many of the last characters.
   */
  public static String leftText(String text, long length) {
    return first(text, length < 0 ? textLength(text) + length : length);
  }

  /**
   * Returns the last characters; a negative number leaves out that many of the first characters.
   */
  public static String rightText(String text, long length) {
    return between(text, length < 0 ? -length : textLength(text) - length, Long.MAX_VALUE);
  }

  public static int positionIn(String sought, String text) {
    int at = BoundedText.find(text, sought, 0);
    return at < 0 ? 0 : text.codePointCount(0, at) + 1;
  }

  /** Returns the first place at or after {@code from}, 0 if there is none. */
  public static int positionFrom(String sought, String text, long from) {
    int length = textLength(text);
    if (from < 1 || from > length + 1L) {
      return 0;
    }
    int at = BoundedText.find(text, sought, text.offsetByCodePoints(0, (int) from - 1));
    return at < 0 ? 0 : text.codePointCount(0, at) + 1;
  }

  public static String overlayFrom(String text, String replacement, long from) {
    return overlayFor(text, replacement, from, textLength(replacement));
  }

  public static String overlayFor(String text, String replacement, long from, long length) {
    if (from <= 0) {
      throw new HelpCrunchException(
          ErrorCode.SUBSTRING, "OVERLAY begins at 1 at the earliest, not at " + from);
    }
    return BoundedText.checked(
        between(text, 0, from - 1)
            + replacement
            + between(text, from - 1 + length, Long.MAX_VALUE));
  }

  /** Fills a text up on the left, or cuts it on the right, to a number of characters. */
  public static String leftPadded(String text, long length, String filling) {
    return padding(text, length, filling) + first(text, length);
  }

  public static String rightPadded(String text, long length, String filling) {
    return first(text, length) + padding(text, length, filling);
  }

  private static String padding(String text, long length, String filling) {
    long missing = length - textLength(text);
    if (missing <= 0 || filling.isEmpty()) {
      return "";
    }
    int once = textLength(filling);
    return first(BoundedText.repeated(filling, missing / once + 1), missing);
  }

  public static String reversed(String text) {
    // StringBuilder.reverse keeps the two halves of a character together.
    return new StringBuilder(text).reverse().toString();
  }

  /**
   * Replaces each character of {@code sought} by the character at the same place of {@code
   * replacement}.
   */
  public static String translated(String text, String sought, String replacement) {
    int[] from = sought.codePoints().toArray();
    int[] to = replacement.codePoints().toArray();
    Map<Integer, Integer> places = new HashMap<>();
    for (int i = 0; i < from.length; i++) {
      places.putIfAbsent(from[i], i);
    }
    StringBuilder result = new StringBuilder();
    text.codePoints()
        .forEach(
            character -> {
              Integer at = places.get(character);
              if (at == null) {
                result.appendCodePoint(character);
              } else if (at < to.length) {
                result.appendCodePoint(to[at]);
              }
            });
    return result.toString();
  }

  /** Returns the number of the first character, 0 for an empty text. */
  public static int codeOf(String text) {
    return text.isEmpty() ? 0 : text.codePointAt(0);
  }

  public static String characterOf(long code) {
    if (code < 1 || code > Character.MAX_CODE_POINT || (code >= 0xD800 && code <= 0xDFFF)) {
      throw new HelpCrunchException(
          ErrorCode.OUT_OF_RANGE, "there is no character of the number that CHR was given");
    }
    return Character.toString((int) code);
  }

  /** Writes words in lower case with a capital first letter. */
  public static String capitalized(String text) {
    StringBuilder result = new StringBuilder();
    int[] characters = text.codePoints().toArray();
    boolean first = true;
    for (int character : characters) {
      result.appendCodePoint(
          first ? Character.toTitleCase(character) : Character.toLowerCase(character));
      first = !Character.isLetterOrDigit(character);
    }
    return result.toString();
  }

  /** Removes the given characters from the ends of a text. */
  public static String trimmed(boolean left, boolean right, String characters, String text) {
    BitSet trimmed = new BitSet();
    characters.codePoints().forEach(trimmed::set);
    int start = 0;
    int end = text.length();
    while (left && start < end && trimmed.get(text.codePointAt(start))) {
      start += Character.charCount(text.codePointAt(start));
    }
    while (right && end > start && trimmed.get(text.codePointBefore(end))) {
      end -= Character.charCount(text.codePointBefore(end));
    }
    return text.substring(start, end);
  }

  /** Returns at most {@code length} characters. */
  public static String cutText(String text, int length) {
    return first(text, length);
  }

  /** Returns exactly {@code length} characters, filled up with spaces. */
  public static String fixedText(String text, int length) {
    return rightPadded(text, length, " ");
  }

  private static String first(String text, long length) {
    return between(text, 0, length);
  }

  /**
   * Returns the characters from one place to before another, both from 0, as far as the text goes.
   */
  private static String between(String text, long start, long end) {
    int length = textLength(text);
    long first = Math.max(0, Math.min(start, length));
    long last = Math.min(end, length);
    if (last <= first) {
      return "";
    }
    int from = text.offsetByCodePoints(0, (int) first);
    int to = last == length ? text.length() : text.offsetByCodePoints(from, (int) (last - first));
    return text.substring(from, to);
  }
}
