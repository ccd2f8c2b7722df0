package io.github.helpcrunchjdbc.plan.function;

import io.github.helpcrunchjdbc.error.ErrorCode;
import io.github.helpcrunchjdbc.error.HelpCrunchException;
import java.util.Collection;
import java.util.Map;
import org.apache.calcite.linq4j.function.Strict;
import org.apache.calcite.runtime.JsonFunctions;
import org.apache.calcite.runtime.JsonFunctions.JsonValueContext;
import org.jspecify.annotations.Nullable;

/**
 * Functions whose result or work may grow without end, with a bound that Calcite's functions lack.
 * Public for the code that Calcite generates.
 */
@Strict
public final class BoundedText {
  /** The longest text that an expression may make, in UTF-16 units. */
  static final int MAX_LENGTH = 16_000_000;

  private static final int MOST_FORMAT = 1000;

  /** The most steps of one function; they take a second or less. */
  static final int MOST_STEPS = 200_000_000;

  /** An odd number without a pattern in its bits. */
  private static final long HASH_FACTOR = 0x9E3779B97F4A7C15L;

  private BoundedText() {}

  public static String repeated(String text, long times) {
    if (times > 0 && text.length() > MAX_LENGTH / times) {
      throw tooLong();
    }
    return text.repeat((int) Math.max(0, times));
  }

  public static String spaces(long times) {
    return repeated(" ", times);
  }

  /** {@code a || b}. */
  public static String together(String a, String b) {
    if (a.length() + b.length() > MAX_LENGTH) {
      throw tooLong();
    }
    return a.concat(b);
  }

  /** Replaces each place of one text in another; an empty text has no place. */
  public static String replaced(String text, String sought, String replacement) {
    if (sought.isEmpty()) {
      return text;
    }
    StringBuilder result = new StringBuilder();
    int copied = 0;
    for (int at = find(text, sought, 0); at >= 0; at = find(text, sought, copied)) {
      result.append(text, copied, at).append(replacement);
      copied = at + sought.length();
      if (result.length() > MAX_LENGTH) {
        throw tooLong();
      }
    }
    return checked(result.append(text, copied, text.length()).toString());
  }

  /**
   * Returns where one text stands in another, from a place on, like {@link String#indexOf}. It
   * takes at most as many steps as both texts have letters together, or {@link #MOST_STEPS} if that
   * is more. Long texts are compared only where a rolling hash is equal.
   */
  static int find(String text, String sought, int from) {
    int length = sought.length();
    if ((long) length * (text.length() - from) <= MOST_STEPS) {
      return text.indexOf(sought, from);
    }
    long wanted = 0;
    long hash = 0;
    long highest = 1;
    for (int i = 0; i < length && from + length <= text.length(); i++) {
      wanted = wanted * HASH_FACTOR + sought.charAt(i);
      hash = hash * HASH_FACTOR + text.charAt(from + i);
      highest *= HASH_FACTOR;
    }
    for (int at = from; at + length <= text.length(); at++) {
      if (hash == wanted && text.startsWith(sought, at)) {
        return at;
      }
      if (at + length < text.length()) {
        hash = hash * HASH_FACTOR + text.charAt(at + length) - highest * text.charAt(at);
      }
    }
    return -1;
  }

  /** Returns a text that will be read as the format of times, if it is not too long. */
  public static String format(String text) {
    if (text.length() > MOST_FORMAT) {
      throw new HelpCrunchException(
          ErrorCode.TOO_LARGE, "the format of a time has more than " + MOST_FORMAT + " characters");
    }
    return text;
  }

  /** Returns the text, if it is not too long. */
  public static String checked(String text) {
    if (text.length() > MAX_LENGTH) {
      throw tooLong();
    }
    return text;
  }

  /** Returns a value as JSON, if that is not too long. */
  static String json(@Nullable Object value) {
    if (textIn(value) > MAX_LENGTH) {
      throw tooLong();
    }
    return checked(JsonFunctions.jsonize(value));
  }

  /** Returns the length of all texts in a value together; the value's JSON is at least as long. */
  private static long textIn(@Nullable Object value) {
    if (value instanceof Map<?, ?> map) {
      return textIn(map.keySet()) + textIn(map.values());
    }
    return value instanceof Collection<?> items
        ? items.stream().mapToLong(BoundedText::textIn).sum()
        : value instanceof JsonValueContext json
            ? textIn(json.obj)
            : value instanceof String text ? text.length() : 0;
  }

  static HelpCrunchException tooManySteps(String what) {
    return new HelpCrunchException(
        ErrorCode.TOO_COMPLEX, what + " takes too long; the texts are too long for it");
  }

  static HelpCrunchException tooLong() {
    return new HelpCrunchException(
        ErrorCode.TOO_LARGE,
        "a text of more than " + MAX_LENGTH + " characters is longer than one may be");
  }
}
