package io.github.helpcrunchjdbc.plan.function;

import org.jspecify.annotations.Nullable;

/**
 * What one group or window has gathered. Public for the code that Calcite generates. Not
 * thread-safe.
 */
public abstract class Accumulator {
  /** Takes one row's value in. */
  public void add(@Nullable Object value) {
    throw new IllegalStateException("this aggregate takes no single value");
  }

  /** Takes two values of one row in. */
  public void add(@Nullable Object first, @Nullable Object second) {
    throw new IllegalStateException("this aggregate takes no pair of values");
  }

  /** The answer for what came so far; more may follow. */
  public abstract @Nullable Object result();
}
