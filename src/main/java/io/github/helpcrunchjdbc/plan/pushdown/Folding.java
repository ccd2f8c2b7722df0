package io.github.helpcrunchjdbc.plan.pushdown;

import java.util.stream.Stream;

/**
 * Pieces of a text in upper or lower case that a service which ignores the case of ASCII letters
 * finds in whatever text they come from. A letter that a sign outside ASCII may turn into, such as
 * the S that UPPER makes of a sharp s, is no part of a piece, nor is one beside such a sign.
 */
final class Folding {
  /** UPPER makes them of the ligatures, the sharp and the long s, and the dotless i. */
  private static final String NOT_ONLY_FROM_ASCII_UPPER = "FILST";

  /** LOWER makes them of the Kelvin sign and the dotted I. */
  private static final String NOT_ONLY_FROM_ASCII_LOWER = "ki";

  private Folding() {}

  /** All such pieces of a text, empty ones among them. */
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
