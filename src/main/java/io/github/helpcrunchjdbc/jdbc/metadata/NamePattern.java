package io.github.helpcrunchjdbc.jdbc.metadata;

import io.github.helpcrunchjdbc.plan.function.LikeMatcher;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Decides which names the arguments of DatabaseMetaData select, without regard to case, as in this
 * driver's SQL. In a pattern {@code %} stands for any text, {@code _} for any character, and {@code
 * \} makes either of them an ordinary character.
 */
final class NamePattern {
  static final char ESCAPE = '\\';

  private static final Pattern ESCAPED = Pattern.compile("\\\\(.)?", Pattern.DOTALL);

  private NamePattern() {}

  /** Returns whether a pattern selects the name; null selects all names. */
  static boolean matches(@Nullable String pattern, String name) {
    return pattern == null
        || LikeMatcher.ilikeEscape(
            name, ESCAPED.matcher(pattern).replaceAll(NamePattern::sound), String.valueOf(ESCAPE));
  }

  /**
   * Returns the escape without its backslash if it escapes a character that needs none; a backslash
   * at the end stands for itself.
   */
  private static String sound(MatchResult escaped) {
    String sign = escaped.group(1);
    return Matcher.quoteReplacement(
        sign == null ? "\\\\" : "%_\\".contains(sign) ? escaped.group() : sign);
  }

  /** Returns whether a plain name, which is not a pattern, is the name; null is any name. */
  static boolean is(@Nullable String plain, String name) {
    return plain == null || plain.equalsIgnoreCase(name);
  }
}
