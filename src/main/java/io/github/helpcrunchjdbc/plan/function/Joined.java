package io.github.helpcrunchjdbc.plan.function;

import org.jspecify.annotations.Nullable;

/**
 * STRING_AGG and LISTAGG, CONCAT and CONCAT_WS. NULLs are left out, and a separator that is NULL is
 * empty. Public for the code that Calcite generates.
 */
public final class Joined extends Accumulator {
  private final StringBuilder text = new StringBuilder();
  private boolean empty = true;

  @Override
  public void add(@Nullable Object value) {
    add(value, ",");
  }

  @Override
  public void add(@Nullable Object value, @Nullable Object separator) {
    if (value != null) {
      text.append(empty || separator == null ? "" : separator).append(value);
      empty = false;
      if (text.length() > BoundedText.MOST) {
        throw BoundedText.tooLong();
      }
    }
  }

  /** CONCAT. */
  public static String joined(@Nullable String... texts) {
    return joinedBy("", texts);
  }

  /** CONCAT_WS, which is NULL if its separator is. */
  public static @Nullable String joinedWith(@Nullable String separator, @Nullable String... texts) {
    return separator == null ? null : joinedBy(separator, texts);
  }

  private static String joinedBy(String separator, @Nullable String... texts) {
    Joined joined = new Joined();
    for (String text : texts) {
      joined.add(text, separator);
    }
    return joined.text.toString();
  }

  @Override
  public @Nullable Object result() {
    return empty ? null : text.toString();
  }
}
