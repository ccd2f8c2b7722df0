package io.github.helpcrunchjdbc.shell;

import java.util.HexFormat;

/** A character written as backslash, u and four hexadecimal digits. */
final class UnicodeEscape {
  private UnicodeEscape() {}

  static String of(int codeUnit) {
    return "\\u" + HexFormat.of().toHexDigits((char) codeUnit);
  }
}
