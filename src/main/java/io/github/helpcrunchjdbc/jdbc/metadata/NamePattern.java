package io.github.helpcrunchjdbc.jdbc.metadata;

import io.github.helpcrunchjdbc.plan.function.LikeMatcher;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * How DatabaseMetaData's arguments select names: without regard to case, as SQL does here. In a
 * pattern {@code %} stands for any text, {@code _} for any character, and {@code \} takes the
 * meaning from either.
 */
final class NamePattern {
  static final char ESCAPE = '\\';

  private static final Pattern ESCAPED = Pattern.compile("\\\\(.)?", Pattern.DOTALL);

  private NamePattern() {}

  /** Whether a pattern selects the name; null selects all. */
  static boolean matches(@Nullable String pattern, String name) {
    return pattern == null
        || LikeMatcher.ilikeEscape(
            name, ESCAPED.matcher(pattern).replaceAll(NamePattern::sound), String.valueOf(ESCAPE));
  }

  /** An escape before what needs none stands for nothing, and at the end for itself. */
  private static String sound(MatchResult escaped) {
    String sign = escaped.group(1);
    return Matcher.quoteReplacement(
        sign == null ? "\\\\" : "%_\\".contains(sign) ? escaped.group() : sign);
  }

  /** Whether a plain name, of which no part is a pattern, is the name; null is any. */
  static boolean is(@Nullable String plain, String name) {
    return plain == null || plain.equalsIgnoreCase(name);
  }
}
