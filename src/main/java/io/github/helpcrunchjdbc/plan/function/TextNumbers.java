package io.github.helpcrunchjdbc.plan.function;

import java.util.regex.Pattern;
import org.apache.calcite.linq4j.function.Strict;

/**
 * Reads numbers from texts. A number that is too large, or so small that it would become 0, is
 * another error than a text that is no number. Public for the code that Calcite generates.
 */
@Strict
public final class TextNumbers {
  private static final Pattern WHOLE = Pattern.compile("[+-]?[0-9]+");
  private static final Pattern DIGIT = Pattern.compile(".*[0-9].*", Pattern.DOTALL);

  private static final Pattern NOT_ZERO = Pattern.compile("[+-]?[0.]*[1-9]");

  /** Matches numbers that Java reads but SQL does not write: 5d, 1f, 0x1p3. */
  private static final Pattern OF_JAVA = Pattern.compile(".*([0-9.][dDfF]|[xX])", Pattern.DOTALL);

  private TextNumbers() {}

  static boolean isWhole(String text) {
    return WHOLE.matcher(text.strip()).matches();
  }

  /**
   * Returns a whole number.
   *
   * @throws NumberFormatException if the text is none
   */
  public static long wholeOf(String text) {
    String digits = text.strip();
    try {
      return Long.parseLong(digits);
    } catch (NumberFormatException e) {
      if (WHOLE.matcher(digits).matches()) {
        throw WholeNumbers.outOfRange("BIGINT");
      }
      throw e;
    }
  }

  /**
   * Returns a number with any digits, or NaN or Infinity, which are written so.
   *
   * @throws NumberFormatException if the text is none
   */
  public static double doubleOf(String text) {
    String number = text.strip();
    if (OF_JAVA.matcher(number).lookingAt()) {
      throw new NumberFormatException();
    }
    double value = Double.parseDouble(number);
    boolean isBeyond =
        Double.isInfinite(value)
            ? DIGIT.matcher(number).matches()
            : value == 0 && NOT_ZERO.matcher(number).lookingAt();
    if (isBeyond) {
      throw WholeNumbers.outOfRange("DOUBLE");
    }
    return value + 0.0;
  }
}
