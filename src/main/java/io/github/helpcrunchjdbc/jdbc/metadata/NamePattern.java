package io.github.helpcrunchjdbc.jdbc.metadata;

import org.jspecify.annotations.Nullable;

/**
 * How DatabaseMetaData's arguments select names: without regard to case, as SQL does here. In a
 * pattern {@code %} stands for any text, {@code _} for any character, and {@code \} takes the
 * meaning from either.
 */
final class NamePattern {
  static final char ESCAPE = '\\';

  private NamePattern() {}

  /** Whether a pattern selects the name; null selects all. */
  static boolean matches(@Nullable String pattern, String name) {
    return pattern == null || matches(pattern, 0, name, 0);
  }

  /** Whether a plain name, of which no part is a pattern, is the name; null is any. */
  static boolean is(@Nullable String plain, String name) {
    return plain == null || plain.equalsIgnoreCase(name);
  }

  /** Takes time in the square of the lengths, whatever the pattern. */
  private static boolean matches(String pattern, int patternStart, String name, int nameStart) {
    int p = patternStart;
    int n = nameStart;
    int afterPercent = -1;
    int retryAt = 0;
    while (n < name.length() || p < pattern.length()) {
      if (p < pattern.length() && pattern.charAt(p) == '%') {
        afterPercent = ++p;
        retryAt = n;
        continue;
      }
      int length = lengthOfOne(pattern, p);
      if (n < name.length() && length > 0 && matchesOne(pattern, p, length, name.charAt(n))) {
        p += length;
        n++;
      } else if (afterPercent >= 0 && retryAt < name.length()) {
        p = afterPercent;
        n = ++retryAt;
      } else {
        return false;
      }
    }
    return true;
  }

  /** How many characters of the pattern stand for one of the name. */
  private static int lengthOfOne(String pattern, int at) {
    if (at >= pattern.length()) {
      return 0;
    }
    return pattern.charAt(at) == ESCAPE && at + 1 < pattern.length() ? 2 : 1;
  }

  private static boolean matchesOne(String pattern, int at, int length, char letter) {
    char wanted = pattern.charAt(at + length - 1);
    return (length == 1 && wanted == '_')
        || Character.toLowerCase(Character.toUpperCase(wanted))
            == Character.toLowerCase(Character.toUpperCase(letter));
  }
}
