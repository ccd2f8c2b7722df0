package io.github.helpcrunchjdbc.plan.pushdown;

import java.util.stream.Stream;

/**
 * Finds the pieces of a text in upper or lower case that a service finds in any text of that form,
 * if the service ignores the case of ASCII letters. A letter that may come from a character outside
 * ASCII, as the S that UPPER makes of a sharp s, is not part of a piece. Nor is a letter next to a
 * character outside ASCII.
 */
final class Folding {
  /** UPPER also makes these letters of ligatures, the sharp s, the long s, and the dotless i. */
  private static final String NOT_ONLY_FROM_ASCII_UPPER = "FILST";

  /** LOWER also makes these letters of the Kelvin sign and the dotted I. */
  private static final String NOT_ONLY_FROM_ASCII_LOWER = "ki";

  private Folding() {}

  /** Returns all such pieces of a text; some may be empty. */
  static Stream<String> pieces(String text, boolean upper) {
    String unsafe = upper ? NOT_ONLY_FROM_ASCII_UPPER : NOT_ONLY_FROM_ASCII_LOWER;
    Stream.Builder<String> pieces = Stream.builder();
    int start = 0;
    for (int end = 0; end <= text.length(); end++) {
      if (end == text.length() || !isSafe(text, end, unsafe)) {
        pieces.add(text.substring(start, end));
        start = end + 1;
      }
    }
    return pieces.build();
  }

  private static boolean isSafe(String text, int index, String unsafe) {
    char c = text.charAt(index);
    return isAscii(text, index)
        && c != '\\'
        && unsafe.indexOf(c) < 0
        && (!Character.isLetter(c) || (isAscii(text, index - 1) && isAscii(text, index + 1)));
  }

  private static boolean isAscii(String text, int index) {
    return index < 0 || index >= text.length() || text.charAt(index) < 128;
  }
}
