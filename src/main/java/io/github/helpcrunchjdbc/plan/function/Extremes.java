package io.github.helpcrunchjdbc.plan.function;

import org.jspecify.annotations.Nullable;

/**
 * The largest or the smallest of values of one type, or the value of the row whose key is that.
 * NULLs are left out, and NaN is the largest DOUBLE, as in PostgreSQL. Public for the code that
 * Calcite generates.
 */
public final class Extremes extends Accumulator {
  private final int sign;
  private @Nullable Comparable<Object> found;
  private @Nullable Object answer;

  /**
   * Creates an accumulator without values.
   *
   * @param sign 1 for the largest, -1 for the smallest
   */
  public Extremes(int sign) {
    this.sign = sign;
  }

  @Override
  public void add(@Nullable Object value) {
    add(value, value);
  }

  @Override
  @SuppressWarnings("unchecked")
  public void add(@Nullable Object value, @Nullable Object key) {
    if (key != null && (found == null || sign * found.compareTo(key) < 0)) {
      found = (Comparable<Object>) key;
      answer = value;
    }
  }

  @Override
  public @Nullable Object result() {
    return answer;
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
