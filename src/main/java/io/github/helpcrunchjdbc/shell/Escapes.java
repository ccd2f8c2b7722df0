package io.github.helpcrunchjdbc.shell;

import java.util.HexFormat;
import java.util.function.IntPredicate;

/**
 * Writes characters that can't stand in a text as escapes: a backslash and a letter, or a backslash
 * and four hexadecimal digits.
 */
final class Escapes {
  private Escapes() {}

  /**
   * Returns the text with its escapes.
   *
   * @param marked the characters that get a backslash before them
   * @param unfit whether a code point must be written as an escape
   */
  static String write(String text, String marked, IntPredicate unfit) {
    StringBuilder written = new StringBuilder(text.length());
    text.codePoints()
        .forEach(
            c -> {
              switch (c) {
                case '\n' -> written.append("\\n");
                case '\r' -> written.append("\\r");
                case '\t' -> written.append("\\t");
                default -> {
                  if (unfit.test(c)) {
                    written.append("\\u").append(HexFormat.of().toHexDigits((char) c));
                  } else {
                    written.append(marked.indexOf(c) < 0 ? "" : "\\").appendCodePoint(c);
                  }
                }
              }
            });
    return written.toString();
  }
}
