package io.github.helpcrunchjdbc.plan.function;

import io.github.helpcrunchjdbc.error.ErrorCode;
import io.github.helpcrunchjdbc.error.HelpCrunchException;
import org.apache.calcite.linq4j.function.Strict;
import org.jspecify.annotations.Nullable;

/**
 * LIKE as SQL says: {@code _} is any character, also a line break, and ILIKE ignores the case of
 * all letters. Calcite makes regular expressions of patterns, which ignore the case of English
 * letters only and may take minutes. This class takes at most as many steps as there are pairs of a
 * character of the text and one of the pattern, and gives up before that takes minutes. Public for
 * the code that Calcite generates.
 */
@Strict
public final class LikeMatcher {
  private LikeMatcher() {}

  public static boolean like(String text, String pattern) {
    return matches(text.codePoints().toArray(), signs(pattern, null));
  }

  /** Like {@link #like}, with an escape character. */
  public static boolean likeEscape(String text, String pattern, String escape) {
    return matches(text.codePoints().toArray(), signs(pattern, escape));
  }

  /** Like {@link #like}, but without regard to case. */
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
    int steps = 0;
    while (at < text.length) {
      if (++steps > BoundedText.MOST_STEPS) {
        throw BoundedText.tooManySteps("LIKE");
      }
      if (sign < signs.length && signs[sign] == LikeSigns.ANY_MANY) {
        lastMany = sign++;
        afterMany = at;
      } else if (sign < signs.length
          && (signs[sign] == LikeSigns.ANY_ONE || signs[sign] == text[at])) {
        sign++;
        at++;
      } else if (lastMany >= 0) {
        // The last % takes one more character; the earlier ones need not change.
        sign = lastMany + 1;
        at = ++afterMany;
      } else {
        return false;
      }
    }
    while (sign < signs.length && signs[sign] == LikeSigns.ANY_MANY) {
      sign++;
    }
    return sign == signs.length;
  }

  private static int[] signs(String pattern, @Nullable String escape) {
    int[] signs = LikeSigns.of(pattern, escape);
    if (signs == null) {
      throw new HelpCrunchException(
          ErrorCode.EVALUATION,
          "in a LIKE pattern the escape character stands before %, _ or itself only");
    }
    return signs;
  }

  private static int[] folded(String text) {
    return folded(text.codePoints().toArray());
  }

  /** Folds the case of each character as {@code String.equalsIgnoreCase} does. */
  private static int[] folded(int[] characters) {
    for (int i = 0; i < characters.length; i++) {
      if (characters[i] >= 0) {
        characters[i] = Character.toLowerCase(Character.toUpperCase(characters[i]));
      }
    }
    return characters;
  }
}
