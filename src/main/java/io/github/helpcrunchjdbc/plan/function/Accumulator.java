package io.github.helpcrunchjdbc.plan.function;

import org.jspecify.annotations.Nullable;

/**
 * Gathers the values of one group or window for an aggregate. Public for the code that Calcite
 * generates. Not thread-safe.
 */
public abstract class Accumulator {
  /** Adds the value of one row. */
  public void add(@Nullable Object value) {
    throw new IllegalStateException("this aggregate takes no single value");
  }

  /** Adds two values of one row. */
  public void add(@Nullable Object first, @Nullable Object second) {
    throw new IllegalStateException("this aggregate takes no pair of values");
  }

  /** Returns the answer for the values so far; more values may follow. */
  public abstract @Nullable Object result();
}
