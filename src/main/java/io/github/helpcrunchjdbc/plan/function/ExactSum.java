package io.github.helpcrunchjdbc.plan.function;

import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/**
 * SUM of whole numbers and of DECIMALs. It is an error if the sum of all values does not fit its
 * type, whatever the sums of the first values are. Calcite's sum wraps round, or has more digits
 * than its type. Public for the code that Calcite generates.
 */
public final class ExactSum extends Accumulator {
  private final boolean ofNothingIsZero;
  private final int precision;
  private final int scale;
  private @Nullable BigDecimal sum;

  /**
   * Creates a sum without values.
   *
   * @param ofNothingIsZero whether the sum of no values is 0 instead of NULL
   * @param precision the precision of the wanted DECIMAL, 0 for a BIGINT
   */
  public ExactSum(boolean ofNothingIsZero, int precision, int scale) {
    this.ofNothingIsZero = ofNothingIsZero;
    this.precision = precision;
    this.scale = scale;
  }

  @Override
  public void add(@Nullable Object value) {
    if (value instanceof Number number) {
      BigDecimal next =
          number instanceof BigDecimal decimal ? decimal : BigDecimal.valueOf(number.longValue());
      sum = sum == null ? next : sum.add(next);
    }
  }

  @Override
  public @Nullable Object result() {
    BigDecimal all = sum == null && ofNothingIsZero ? BigDecimal.ZERO : sum;
    if (all == null) {
      return null;
    }
    return precision == 0
        ? (Object) Decimals.wholeOf(all)
        : Decimals.fitDecimal(all, precision, scale);
  }
}
