package io.github.helpcrunchjdbc.plan.sql.dialect;

import io.github.helpcrunchjdbc.plan.sql.dialect.Token.Kind;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Rewrites PostgreSQL's {@code INTERVAL '7 days'} as the standard's {@code INTERVAL '7' DAY}. */
final class IntervalText {
  private static final Set<String> UNITS =
      Set.of("second", "minute", "hour", "day", "week", "month", "quarter", "year");
  private static final Pattern QUANTITY =
      Pattern.compile("'\\s*([+-]?)(\\d{1,9})\\s*([A-Za-z]+?)s?\\s*'");

  private IntervalText() {}

  /**
   * Rewrites a quoted interval.
   *
   * @param next the token after it, which in the standard's form is a unit
   * @throws DialectException if the text is no interval of one unit
   */
  static void rewrite(Token quoted, Token next, EditedText text) {
    if (next.kind() == Kind.WORD && UNITS.contains(singular(next.text()))) {
      return;
    }
    Matcher parts = QUANTITY.matcher(quoted.text());
    if (!parts.matches() || !UNITS.contains(singular(parts.group(3)))) {
      throw new DialectException(
          quoted.start(),
          "an interval is written as INTERVAL '7' DAY or INTERVAL '7 days', one of several units"
              + " as a sum of such");
    }
    String digits = parts.group(2);
    text.replace(
        quoted,
        "'%s%s' %s(%s)"
            .formatted(parts.group(1), digits, singular(parts.group(3)), digits.length()));
  }

  private static String singular(String unit) {
    String lower = unit.toLowerCase(Locale.ROOT);
    return lower.endsWith("s") ? lower.substring(0, lower.length() - 1) : lower;
  }
}
