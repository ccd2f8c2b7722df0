package io.github.helpcrunchjdbc.plan.function;

import org.jspecify.annotations.Nullable;

/** The largest and the smallest of values of one type, NULLs left out, as PostgreSQL has them. */
public final class Extremes {
  private Extremes() {}

  /** The largest, null if all are. */
  public static @Nullable Object greatest(@Nullable Object[] values) {
    return extreme(values, 1);
  }

  /** The smallest, null if all are. */
  public static @Nullable Object least(@Nullable Object[] values) {
    return extreme(values, -1);
  }

  @SuppressWarnings("unchecked")
  private static @Nullable Object extreme(@Nullable Object[] values, int sign) {
    Comparable<Object> found = null;
    for (Object value : values) {
      if (value != null && (found == null || sign * found.compareTo(value) < 0)) {
        found = (Comparable<Object>) value;
      }
    }
    return found;
  }
}
