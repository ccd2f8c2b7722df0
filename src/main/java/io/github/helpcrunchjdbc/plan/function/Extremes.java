package io.github.helpcrunchjdbc.plan.function;

import org.jspecify.annotations.Nullable;

/**
 * The largest or the smallest of values of one type. NULLs are left out, and NaN is the largest
 * DOUBLE, as in PostgreSQL. Public for the code that Calcite generates.
 */
public final class Extremes extends Accumulator {
  private final int sign;
  private @Nullable Comparable<Object> found;

  /**
   * Creates an accumulator without values.
   *
   * @param sign 1 for the largest, -1 for the smallest
   */
  public Extremes(int sign) {
    this.sign = sign;
  }

  @Override
  @SuppressWarnings("unchecked")
  public void add(@Nullable Object value) {
    if (value != null && (found == null || sign * found.compareTo(value) < 0)) {
      found = (Comparable<Object>) value;
    }
  }

  @Override
  public @Nullable Object result() {
    return found;
  }

  /** Returns the largest value, null if all are null. */
  public static @Nullable Object greatest(@Nullable Object[] values) {
    return extreme(values, 1);
  }

  /** Returns the smallest value, null if all are null. */
  public static @Nullable Object least(@Nullable Object[] values) {
    return extreme(values, -1);
  }

  private static @Nullable Object extreme(@Nullable Object[] values, int sign) {
    Extremes extreme = new Extremes(sign);
    for (Object value : values) {
      extreme.add(value);
    }
    return extreme.result();
  }
}
