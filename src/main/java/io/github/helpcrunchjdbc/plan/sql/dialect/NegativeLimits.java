package io.github.helpcrunchjdbc.plan.sql.dialect;

import io.github.helpcrunchjdbc.plan.sql.dialect.Token.Kind;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** A number of rows that is written with a minus, which a parser only finds out of place. */
final class NegativeLimits {
  private NegativeLimits() {}

  /**
   * Refuses a minus before a number of rows.
   *
   * @throws DialectException NEGATIVE_LIMIT
   */
  static void check(Tokens tokens, int minus) {
    Token number = tokens.at(minus + 1);
    String clause = number.kind() == Kind.NUMBER ? clause(tokens, minus - 1) : null;
    if (clause != null) {
      throw DialectException.negativeLimit(
          tokens.at(minus), clause + " is -" + number.text() + "; it must be 0 or more");
    }
  }

  /** What a number of rows at this place would belong to; null if none can stand there. */
  private static @Nullable String clause(Tokens tokens, int last) {
    Token word = tokens.at(last);
    Token before = tokens.at(last - 1);
    if (before.isAny("AS", ".", ",")) {
      return null;
    }
    if (word.isAny("LIMIT", "OFFSET")) {
      return word.text().toUpperCase(Locale.ROOT);
    }
    if (word.isAny("FIRST", "NEXT") && before.is("FETCH")) {
      return "FETCH " + word.text().toUpperCase(Locale.ROOT);
    }
    // MySQL writes LIMIT offset, number.
    boolean second = word.is(",") && before.kind() == Kind.NUMBER;
    return second && tokens.at(last - 2).is("LIMIT") ? "LIMIT" : null;
  }
}
