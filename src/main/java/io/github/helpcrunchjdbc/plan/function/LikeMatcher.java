package io.github.helpcrunchjdbc.plan.function;

import io.github.helpcrunchjdbc.error.ErrorCode;
import io.github.helpcrunchjdbc.error.HelpCrunchException;
import org.apache.calcite.linq4j.function.Strict;
import org.jspecify.annotations.Nullable;

/**
 * LIKE as SQL says: {@code _} is any character, a line break too, and ILIKE ignores the case of all
 * letters. Calcite makes regular expressions of patterns, which know letters of English only, and
 * may take minutes: these take at most as many steps as text and pattern have pairs of characters,
 * and give up before those take minutes. Public for the code that Calcite generates.
 */
@Strict
public final class LikeMatcher {
  private LikeMatcher() {}

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
        // The last % takes one character more; those before it need not change.
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
