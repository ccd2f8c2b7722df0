package io.github.helpcrunchjdbc.plan.function;

import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/**
 * SUM of DECIMALs, an error where it has more digits than its type. Public for the code that
 * Calcite generates.
 */
public final class DecimalSum extends Accumulator {
  private final boolean ofNothingIsZero;
  private final int precision;
  private final int scale;
  private @Nullable BigDecimal sum;

  public DecimalSum(boolean ofNothingIsZero, int precision, int scale) {
    this.ofNothingIsZero = ofNothingIsZero;
    this.precision = precision;
    this.scale = scale;
  }

  @Override
  public void add(@Nullable Object value) {
    if (value instanceof BigDecimal number) {
      sum = sum == null ? number : sum.add(number);
    }
  }

  @Override
  public @Nullable Object result() {
    if (sum == null) {
      return ofNothingIsZero ? BigDecimal.ZERO.setScale(scale) : null;
    }
    return Decimals.fitDecimal(sum, precision, scale);
  }
}
