package io.github.helpcrunchjdbc.plan.calcite;

import io.github.helpcrunchjdbc.error.ErrorCode;
import io.github.helpcrunchjdbc.error.HelpCrunchException;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * LIKE as SQL says, in which {@code _} is any character, a line break too: Calcite's own takes it
 * for any but that. Public for the code that Calcite generates.
 */
public final class LikeMatcher {
  /** The last pattern of each thread: one statement checks one pattern on row after row. */
  private static final ThreadLocal<@Nullable Compiled> LAST = new ThreadLocal<>();

  private record Compiled(String like, @Nullable String escape, Pattern pattern) {
    boolean isOf(String otherLike, @Nullable String otherEscape) {
      return like.equals(otherLike)
          && (escape == null ? otherEscape == null : escape.equals(otherEscape));
    }
  }

  private LikeMatcher() {}

  /** Whether {@code text} is like {@code like}; null if either is null. */
  public static @Nullable Boolean like(@Nullable String text, @Nullable String like) {
    return (text == null || like == null) ? null : matches(text, like, null);
  }

  /** The same with an escape character. */
  public static @Nullable Boolean likeEscape(
      @Nullable String text, @Nullable String like, @Nullable String escape) {
    return (text == null || like == null || escape == null) ? null : matches(text, like, escape);
  }

  private static boolean matches(String text, String like, @Nullable String escape) {
    Compiled compiled = LAST.get();
    if (compiled == null || !compiled.isOf(like, escape)) {
      compiled = new Compiled(like, escape, Pattern.compile(regex(like, escape), Pattern.DOTALL));
      LAST.set(compiled);
    }
    return compiled.pattern().matcher(text).matches();
  }

  private static String regex(String like, @Nullable String escape) {
    StringBuilder regex = new StringBuilder();
    int[] signs = like.codePoints().toArray();
    for (int i = 0; i < signs.length; i++) {
      String sign = Character.toString(signs[i]);
      if (sign.equals(escape)) {
        i++;
        if (i == signs.length || ("%_" + escape).indexOf(signs[i]) < 0) {
          throw new HelpCrunchException(
              ErrorCode.EVALUATION,
              "in a LIKE pattern the escape character stands before %, _ or itself only");
        }
        regex.append(Pattern.quote(Character.toString(signs[i])));
      } else if (sign.equals("%")) {
        regex.append(".*");
      } else {
        regex.append(sign.equals("_") ? "." : Pattern.quote(sign));
      }
    }
    return regex.toString();
  }
}
