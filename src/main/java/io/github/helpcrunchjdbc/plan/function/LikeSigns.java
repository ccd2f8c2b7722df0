package io.github.helpcrunchjdbc.plan.function;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** Reads the patterns of LIKE, as SQL has them, for those that evaluate, send or simplify them. */
public final class LikeSigns {
  /** What stands for {@code _}. */
  public static final int ANY_ONE = -1;

  /** What stands for {@code %}. */
  public static final int ANY_MANY = -2;

  private LikeSigns() {}

  /**
   * The characters of a pattern, {@code _} and {@code %} as numbers that no character has.
   *
   * @param escape one character; null or empty for none
   * @return null if the escape stands before anything but {@code %}, {@code _} or itself
   */
  public static int @Nullable [] of(String pattern, @Nullable String escape) {
    int[] signs = pattern.codePoints().toArray();
    int escaping = escape == null || escape.isEmpty() ? Integer.MIN_VALUE : escape.codePointAt(0);
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

  /** Whether a character of a pattern means others unless it is escaped. */
  public static boolean isWildcard(int character) {
    return character == '%' || character == '_';
  }
}
