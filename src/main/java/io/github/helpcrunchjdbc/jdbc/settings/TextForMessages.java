package io.github.helpcrunchjdbc.jdbc.settings;

import java.util.regex.Pattern;

/**
 * Decides what a message may show of a URL and of Properties. By mistake a user may write the key,
 * or a part of it, where a name or another value belongs. So a text that could be part of a key is
 * not shown.
 */
final class TextForMessages {
  /**
   * The length of the longest name. A longer name is not compared with the properties' names, and a
   * shorter one that is similar to a property's name holds fewer than twelve characters of a key.
   */
  static final int LONGEST_NAME = 32;

  private static final int LONGEST_SHOWN = 100;

  /** Names too short to hold a part of a key that would reveal anything. */
  private static final Pattern SHORT_NAME = Pattern.compile("[A-Za-z_.-]{1,11}");

  /** Matches letters of both cases, or letters and digits, that stand together as in a key. */
  private static final Pattern AS_IN_A_KEY =
      Pattern.compile(
          "(?=[\\w+-]{12})[\\w+-]*(?:[a-z][\\w+-]*[A-Z0-9]|[A-Z][\\w+-]*[0-9]|[0-9][\\w+-]*[A-Za-z])");

  private TextForMessages() {}

  /** Returns whether a text can't be part of a key. */
  static boolean isSurelyAName(String name) {
    return SHORT_NAME.matcher(name).matches();
  }

  /** Returns a value as a message may show it. */
  static String of(String value) {
    // A value with '=' may have another pair in it, and a value with '@' may hold a password.
    if (value.indexOf('=') >= 0 || value.indexOf('@') >= 0) {
      return "a text with '=' or '@' in it (not shown; pairs are separated by ';')";
    } else if (value.length() > LONGEST_SHOWN) {
      return "a text of " + value.length() + " characters";
    }
    return AS_IN_A_KEY.matcher(value).find()
        ? "a text of " + value.length() + " characters (not shown, as it might be the key)"
        : "\"" + value + "\"";
  }
}
