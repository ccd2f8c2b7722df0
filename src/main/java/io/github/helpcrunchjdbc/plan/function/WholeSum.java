package io.github.helpcrunchjdbc.plan.function;

import java.math.BigInteger;
import org.jspecify.annotations.Nullable;

/**
 * SUM of whole numbers. Calcite's wraps round; this is an error where the sum of all does not fit a
 * BIGINT, whatever the sums on the way. Public for the code that Calcite generates.
 */
public final class WholeSum extends Accumulator {
  private final boolean ofNothingIsZero;
  private BigInteger carried = BigInteger.ZERO;
  private long sum;
  private boolean empty = true;

  public WholeSum(boolean ofNothingIsZero) {
    this.ofNothingIsZero = ofNothingIsZero;
  }

  @Override
  public void add(@Nullable Object value) {
    if (value instanceof Number number) {
      long next = number.longValue();
      long total = sum + next;
      if (((sum ^ total) & (next ^ total)) < 0) {
        carried = carried.add(BigInteger.valueOf(sum));
        total = next;
      }
      sum = total;
      empty = false;
    }
  }

  @Override
  public @Nullable Object result() {
    if (empty && !ofNothingIsZero) {
      return null;
    }
    if (carried.signum() == 0) {
      return sum;
    }
    BigInteger total = carried.add(BigInteger.valueOf(sum));
    if (total.bitLength() >= Long.SIZE) {
      throw WholeNumbers.outOfRange("BIGINT");
    }
    return total.longValue();
  }
}
