package io.github.helpcrunchjdbc.plan.function;

import io.github.helpcrunchjdbc.error.ErrorCode;
import io.github.helpcrunchjdbc.error.HelpCrunchException;
import java.util.Arrays;
import org.apache.calcite.linq4j.function.Strict;
import org.jspecify.annotations.Nullable;

/**
 * LIKE as SQL says: {@code _} is any character, a line break too, and ILIKE ignores the case of all
 * letters. Calcite makes regular expressions of patterns, which know letters of English only, and
 * may take longer than anybody waits: these take at most as many steps as text and pattern have
 * pairs of characters. Public for the code that Calcite generates.
 */
@Strict
public final class LikeMatcher {
  private static final int ANY_ONE = -1;
  private static final int ANY_MANY = -2;

  private LikeMatcher() {}

  /** Whether {@code text} is like {@code pattern}. */
  public static boolean like(String text, String pattern) {
    return matches(text.codePoints().toArray(), signs(pattern, null));
  }

  /** The same with an escape character. */
  public static boolean likeEscape(String text, String pattern, String escape) {
    return matches(text.codePoints().toArray(), signs(pattern, escape));
  }

  /** The same whatever the case. */
  public static boolean ilike(String text, String pattern) {
    return matches(folded(text), folded(signs(pattern, null)));
  }

  public static boolean ilikeEscape(String text, String pattern, String escape) {
    return matches(folded(text), folded(signs(pattern, escape)));
  }

  private static boolean matches(int[] text, int[] signs) {
    int at = 0;
    int sign = 0;
    int lastMany = -1;
    int afterMany = 0;
    while (at < text.length) {
      if (sign < signs.length && signs[sign] == ANY_MANY) {
        lastMany = sign++;
        afterMany = at;
      } else if (sign < signs.length && (signs[sign] == ANY_ONE || signs[sign] == text[at])) {
        sign++;
        at++;
      } else if (lastMany >= 0) {
        // The last % takes one character more; those before it need not change.
        sign = lastMany + 1;
        at = ++afterMany;
      } else {
        return false;
      }
    }
    while (sign < signs.length && signs[sign] == ANY_MANY) {
      sign++;
    }
    return sign == signs.length;
  }

  /** The characters of a pattern, {@code _} and {@code %} as numbers that no character has. */
  private static int[] signs(String pattern, @Nullable String escape) {
    int[] signs = pattern.codePoints().toArray();
    int escaping = escape == null || escape.isEmpty() ? Integer.MIN_VALUE : escape.codePointAt(0);
    int count = 0;
    for (int i = 0; i < signs.length; i++) {
      if (signs[i] == escaping) {
        i++;
        boolean known =
            i < signs.length && (signs[i] == '%' || signs[i] == '_' || signs[i] == escaping);
        if (!known) {
          throw new HelpCrunchException(
              ErrorCode.EVALUATION,
              "in a LIKE pattern the escape character stands before %, _ or itself only");
        }
        signs[count++] = signs[i];
      } else {
        signs[count++] = signs[i] == '%' ? ANY_MANY : signs[i] == '_' ? ANY_ONE : signs[i];
      }
    }
    return Arrays.copyOf(signs, count);
  }

  private static int[] folded(String text) {
    return folded(text.codePoints().toArray());
  }

  /** As {@code String.equalsIgnoreCase} does it, character by character. */
  private static int[] folded(int[] characters) {
    for (int i = 0; i < characters.length; i++) {
      if (characters[i] >= 0) {
        characters[i] = Character.toLowerCase(Character.toUpperCase(characters[i]));
      }
    }
    return characters;
  }
}
