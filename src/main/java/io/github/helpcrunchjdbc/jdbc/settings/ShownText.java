package io.github.helpcrunchjdbc.jdbc.settings;

import java.util.regex.Pattern;

/**
 * What a message may show of a URL and of Properties. By a slip the key, or a part of it, stands
 * where a name or another value belongs, so what could be of a key is not shown.
 */
final class ShownText {
  /** No property's name is longer, nor does a name near it hold twelve characters of a key. */
  static final int LONGEST_NAME = 32;

  private static final int LONGEST_SHOWN = 100;

  /** Shorter than any telling part of a key. */
  private static final Pattern SHORT_NAME = Pattern.compile("[A-Za-z_.-]{1,11}");

  /** Letters of both cases, or letters and digits, that stand together as in a key. */
  private static final Pattern AS_IN_A_KEY =
      Pattern.compile(
          "(?=[\\w+-]{12})[\\w+-]*(?:[a-z][\\w+-]*[A-Z0-9]|[A-Z][\\w+-]*[0-9]|[0-9][\\w+-]*[A-Za-z])");

  private ShownText() {}

  /** Whether a text can't be of a key. */
  static boolean isSurelyAName(String name) {
    return SHORT_NAME.matcher(name).matches();
  }

  /** A value as a message may show it. */
  static String of(String value) {
    // With a '=' it may have swallowed another pair, with an '@' it may hold a password.
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
