package io.github.helpcrunchjdbc.plan.function;

import org.jspecify.annotations.Nullable;

/**
 * SUM of DOUBLEs. If the sum is infinite and no value was, it is an error; Calcite's sum is
 * infinity. Public for the code that Calcite generates.
 */
public final class DoubleSum extends Accumulator {
  private final boolean ofNothingIsZero;
  private double sum;
  private boolean empty = true;

  public DoubleSum(boolean ofNothingIsZero) {
    this.ofNothingIsZero = ofNothingIsZero;
  }

  @Override
  public void add(@Nullable Object value) {
    if (value instanceof Number number) {
      sum = empty ? number.doubleValue() : Doubles.plusDouble(sum, number.doubleValue());
      empty = false;
    }
  }

  @Override
  public @Nullable Object result() {
    return empty && !ofNothingIsZero ? null : (Object) sum;
  }
}
