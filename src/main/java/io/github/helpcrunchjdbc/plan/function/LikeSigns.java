package io.github.helpcrunchjdbc.plan.function;

import io.github.helpcrunchjdbc.error.ErrorCode;
import io.github.helpcrunchjdbc.error.HelpCrunchException;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Reads the patterns of LIKE, as SQL defines them, for the classes that evaluate, send or simplify
 * them.
 */
public final class LikeSigns {
  /** Stands for {@code _} among the characters of a pattern. */
  public static final int ANY_ONE = -1;

  /** Stands for {@code %} among the characters of a pattern. */
  public static final int ANY_MANY = -2;

  /** Stands for no escape; no character has this number. */
  public static final int NO_ESCAPE = Integer.MIN_VALUE;

  private LikeSigns() {}

  /**
   * Returns the character of an escape, or {@link #NO_ESCAPE} for an empty one.
   *
   * @throws HelpCrunchException ESCAPE_CHARACTER if there are several characters
   */
  public static int escapeOf(String escape) {
    if (escape.codePointCount(0, escape.length()) > 1) {
      throw new HelpCrunchException(
          ErrorCode.ESCAPE_CHARACTER, "an escape is one character, not '" + escape + "'");
    }
    return escape.isEmpty() ? NO_ESCAPE : escape.codePointAt(0);
  }

  /**
   * Returns the characters of a pattern; {@code _} and {@code %} become numbers that no character
   * has.
   *
   * @param escape one character; null or empty for no escape
   * @return null if the escape stands before anything but {@code %}, {@code _} or itself
   * @throws HelpCrunchException ESCAPE_CHARACTER if the escape is several characters
   */
  public static int @Nullable [] of(String pattern, @Nullable String escape) {
    int[] signs = pattern.codePoints().toArray();
    int escaping = escape == null ? NO_ESCAPE : escapeOf(escape);
    int count = 0;
    for (int i = 0; i < signs.length; i++) {
      if (signs[i] == escaping) {
        i++;
        if (i == signs.length || !(isWildcard(signs[i]) || signs[i] == escaping)) {
          return null;
        }
        signs[count++] = signs[i];
      } else {
        signs[count++] = signs[i] == '%' ? ANY_MANY : signs[i] == '_' ? ANY_ONE : signs[i];
      }
    }
    return Arrays.copyOf(signs, count);
  }

  /** Returns whether a character of a pattern is a wildcard unless it is escaped. */
  public static boolean isWildcard(int character) {
    return character == '%' || character == '_';
  }
}
