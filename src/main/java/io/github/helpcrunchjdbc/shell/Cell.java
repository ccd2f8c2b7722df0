package io.github.helpcrunchjdbc.shell;

import org.jline.utils.WCWidth;
import org.jspecify.annotations.Nullable;

/** A value as a table shows it: on one line, of known width, harmless to the terminal. */
final class Cell {
  private Cell() {}

  /**
   * The value with everything that would break the line, or steer the terminal, written as an
   * escape: the values were typed by strangers.
   */
  static String text(@Nullable String value) {
    return value == null ? "NULL" : Escapes.write(value, "", Cell::isHarmful);
  }

  /** How many columns of the terminal it takes: 2 for a wide character, 0 for a combining one. */
  static int width(String text) {
    return text.codePoints().map(c -> Math.max(0, WCWidth.wcwidth(c))).sum();
  }

  private static boolean isHarmful(int c) {
    return switch (Character.getType(c)) {
      case Character.CONTROL,
          Character.LINE_SEPARATOR,
          Character.PARAGRAPH_SEPARATOR,
          Character.SURROGATE ->
          true;
      // Overrides of the writing direction show a text as what it is not.
      case Character.FORMAT -> (c >= 0x202A && c <= 0x202E) || (c >= 0x2066 && c <= 0x2069);
      default -> false;
    };
  }
}
