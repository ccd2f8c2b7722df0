package io.github.helpcrunchjdbc.plan.function;

import io.github.helpcrunchjdbc.error.ErrorCode;
import io.github.helpcrunchjdbc.error.HelpCrunchException;
import org.apache.calcite.linq4j.function.Strict;
import org.jspecify.annotations.Nullable;

/**
 * Reads booleans from texts, in any case: the words that PostgreSQL accepts, and beginnings that
 * fit only one of them. Public for the code that Calcite generates.
 */
@Strict
public final class TextBooleans {
  private TextBooleans() {}

  /**
   * Returns the boolean of a text.
   *
   * @throws HelpCrunchException INVALID_CONVERSION if the text is no boolean
   */
  public static boolean booleanOf(String text) {
    Boolean value = parse(text);
    if (value == null) {
      throw new HelpCrunchException(
          ErrorCode.INVALID_CONVERSION,
          "an expression met text that is no boolean; booleans are written true and false, yes and"
              + " no, on and off, 1 and 0");
    }
    return value;
  }

  /** Returns the boolean of a text, null if the text is no boolean. */
  public static @Nullable Boolean parse(String text) {
    return switch (LetterCase.lowerText(text.strip())) {
      case "t", "tr", "tru", "true", "y", "ye", "yes", "on", "1" -> true;
      case "f", "fa", "fal", "fals", "false", "n", "no", "of", "off", "0" -> false;
      default -> null;
    };
  }
}
