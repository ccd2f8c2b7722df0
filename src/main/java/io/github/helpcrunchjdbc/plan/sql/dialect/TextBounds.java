package io.github.helpcrunchjdbc.plan.sql.dialect;

import io.github.helpcrunchjdbc.error.ErrorCode;
import io.github.helpcrunchjdbc.error.HelpCrunchException;
import io.github.helpcrunchjdbc.plan.sql.dialect.Token.Kind;
import java.util.ArrayDeque;
import java.util.Deque;

/**
 * Bounds on how deep and how long the text of a statement may be. Calcite's parser can't be
 * stopped. Its time grows with the square of the depth of brackets, of the words in one expression
 * and of the digits of a number; no issue was known on 2026-11-26. Within these bounds it ends in
 * seconds.
 */
final class TextBounds {
  private static final int DEEPEST = 5_000;

  /**
   * The most tokens between two brackets or commas. A condition of 10,000 comparisons has fewer.
   */
  private static final int LONGEST_EXPRESSION = 50_000;

  private static final int LONGEST_NUMBER = 10_000;

  private TextBounds() {}

  /**
   * Checks a statement before any other step reads it.
   *
   * @throws HelpCrunchException TOO_COMPLEX if it exceeds a bound
   */
  static void check(Tokens tokens) {
    Deque<Integer> outer = new ArrayDeque<>();
    int length = 0;
    for (int i = 0; i < tokens.size(); i++) {
      Token token = tokens.at(i);
      length += isQualified(tokens, i) ? 0 : 1;
      if (token.isAny("(", "[", "{")) {
        outer.push(length);
        length = 0;
        checkBound(outer.size(), DEEPEST, "brackets in each other");
      } else if (token.isAny(")", "]", "}")) {
        length = outer.isEmpty() ? 0 : outer.pop();
      } else if (token.isAny(",", ";")) {
        length = 0;
      } else if (token.kind() == Kind.NUMBER) {
        checkBound(token.text().length(), LONGEST_NUMBER, "digits in a number");
      }
      checkBound(length, LONGEST_EXPRESSION, "words and symbols in one expression");
    }
  }

  /**
   * Returns whether a token continues the name before it, of a catalog, schema, table or column.
   */
  private static boolean isQualified(Tokens tokens, int index) {
    int dot = tokens.at(index).is(".") ? index : index - 1;
    return tokens.at(dot).is(".") && !isLongName(tokens, dot);
  }

  /** Returns whether a dot is the fourth or a later one of a name. */
  private static boolean isLongName(Tokens tokens, int dot) {
    return tokens.at(dot - 2).is(".") && tokens.at(dot - 4).is(".") && tokens.at(dot - 6).is(".");
  }

  private static void checkBound(int found, int most, String what) {
    if (found > most) {
      throw new HelpCrunchException(
          ErrorCode.TOO_COMPLEX,
          "the statement has more than %d %s, which take too long to parse".formatted(most, what));
    }
  }
}
