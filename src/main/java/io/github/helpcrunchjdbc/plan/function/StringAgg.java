package io.github.helpcrunchjdbc.plan.function;

import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * STRING_AGG and LISTAGG, CONCAT and CONCAT_WS. NULLs are left out, and a separator that is NULL
 * counts as empty. Public for the code that Calcite generates.
 */
public final class StringAgg extends Accumulator {
  private final StringBuilder text = new StringBuilder();
  private final @Nullable Set<List<@Nullable Object>> distinct;
  private boolean empty = true;

  /** Joins all values. */
  public StringAgg() {
    this(false);
  }

  /** Joins all values, or with {@code isDistinct} each value once, at its first place. */
  public StringAgg(boolean isDistinct) {
    this.distinct = isDistinct ? new HashSet<>() : null;
  }

  @Override
  public void add(@Nullable Object value) {
    add(value, ",");
  }

  @Override
  public void add(@Nullable Object value, @Nullable Object separator) {
    if (value != null && (distinct == null || distinct.add(Arrays.asList(value, separator)))) {
      text.append(empty || separator == null ? "" : separator).append(value);
      empty = false;
      if (text.length() > BoundedText.MAX_LENGTH) {
        throw BoundedText.tooLong();
      }
    }
  }

  /** CONCAT. */
  public static String joined(@Nullable String... texts) {
    return joinedBy("", texts);
  }

  /** CONCAT_WS, which is NULL if its separator is NULL. */
  public static @Nullable String joinedWith(@Nullable String separator, @Nullable String... texts) {
    return separator == null ? null : joinedBy(separator, texts);
  }

  private static String joinedBy(String separator, @Nullable String... texts) {
    StringAgg joined = new StringAgg();
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
