package io.github.helpcrunchjdbc.plan.calcite;

import io.github.helpcrunchjdbc.error.ErrorCode;
import io.github.helpcrunchjdbc.error.HelpCrunchException;
import org.apache.calcite.linq4j.function.Strict;

/**
 * Functions whose texts may grow without end, with a bound that Calcite's lack. Public for the code
 * that Calcite generates.
 */
@Strict
public final class BoundedText {
  /** The longest text that an expression may make, in UTF-16 units. */
  static final int MOST = 16_000_000;

  private BoundedText() {}

  public static String repeated(String text, long times) {
    if (times > 0 && text.length() > MOST / times) {
      throw tooLong();
    }
    return text.repeat((int) Math.max(0, times));
  }

  public static String spaces(long times) {
    return repeated(" ", times);
  }

  static String checked(String text) {
    if (text.length() > MOST) {
      throw tooLong();
    }
    return text;
  }

  static HelpCrunchException tooLong() {
    return new HelpCrunchException(
        ErrorCode.TOO_LARGE,
        "a text of more than " + MOST + " characters is longer than one may be");
  }
}
