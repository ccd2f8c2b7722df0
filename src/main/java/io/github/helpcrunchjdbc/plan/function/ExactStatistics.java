package io.github.helpcrunchjdbc.plan.function;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import org.jspecify.annotations.Nullable;

/**
 * Averages, variances, covariances and statistics derived from them, computed from exact sums.
 * Calcite computes them in the type of their argument, where whole numbers overflow and DECIMALs
 * are cut. Public for the code that Calcite generates.
 */
public final class ExactStatistics extends Accumulator {
  /** More digits than a DECIMAL or a DOUBLE can show. */
  private static final MathContext DIGITS = new MathContext(60, RoundingMode.HALF_EVEN);

  private final String statistic;
  private final int precision;
  private final int scale;
  private long count;

  /** The sum of the infinities and NaNs, 0 if there is none. */
  private double special;

  private BigDecimal sumX = BigDecimal.ZERO;
  private BigDecimal sumY = BigDecimal.ZERO;
  private BigDecimal sumXx = BigDecimal.ZERO;
  private BigDecimal sumYy = BigDecimal.ZERO;
  private BigDecimal sumXy = BigDecimal.ZERO;

  /**
   * Creates an accumulator without values.
   *
   * @param statistic its name in SQL
   * @param precision the precision of the wanted DECIMAL, 0 for a DOUBLE
   */
  public ExactStatistics(String statistic, int precision, int scale) {
    this.statistic = statistic;
    this.precision = precision;
    this.scale = scale;
  }

  @Override
  public void add(@Nullable Object value) {
    BigDecimal x = exact(value);
    count++;
    sumX = sumX.add(x);
    if (!statistic.equals("AVG")) {
      sumXx = sumXx.add(x.multiply(x));
    }
  }

  /** The dependent value comes first, as in SQL. */
  @Override
  public void add(@Nullable Object dependent, @Nullable Object independent) {
    BigDecimal y = exact(dependent);
    BigDecimal x = exact(independent);
    count++;
    sumX = sumX.add(x);
    sumY = sumY.add(y);
    sumXx = sumXx.add(x.multiply(x));
    sumYy = sumYy.add(y.multiply(y));
    sumXy = sumXy.add(x.multiply(y));
  }

  private BigDecimal exact(@Nullable Object value) {
    if (value instanceof BigDecimal decimal) {
      return decimal;
    }
    if (value instanceof Double || value instanceof Float) {
      double number = ((Number) value).doubleValue();
      if (Double.isNaN(number) || Double.isInfinite(number)) {
        special += number;
        return BigDecimal.ZERO;
      }
      // A FLOAT counts with its own digits, not with those of the nearest DOUBLE.
      return value instanceof Float ? new BigDecimal(value.toString()) : new BigDecimal(number);
    }
    return value instanceof Number number
        ? BigDecimal.valueOf(number.longValue())
        : BigDecimal.ZERO;
  }

  @Override
  public @Nullable Object result() {
    if (special != 0) {
      return statistic.equals("AVG") ? special : Double.NaN;
    }
    BigDecimal value = count == 0 ? null : value();
    if (value == null) {
      return null;
    }
    return precision == 0
        ? (Object) Doubles.ofExact(value)
        : Decimals.fitDecimal(value, precision, scale);
  }

  private @Nullable BigDecimal value() {
    return switch (statistic) {
      case "AVG", "REGR_AVGX" -> mean(sumX);
      case "REGR_AVGY" -> mean(sumY);
      case "VAR_POP" -> over(xx(), count);
      case "VAR_SAMP", "VARIANCE" -> over(xx(), count - 1);
      case "STDDEV_POP" -> root(over(xx(), count));
      case "STDDEV_SAMP", "STDDEV" -> root(over(xx(), count - 1));
      case "COVAR_POP" -> over(xy(), count);
      case "COVAR_SAMP" -> over(xy(), count - 1);
      case "REGR_SXX" -> xx();
      case "REGR_SYY" -> yy();
      case "REGR_SXY" -> xy();
      case "REGR_SLOPE" -> over(xy(), xx());
      case "REGR_INTERCEPT" -> intercept();
      case "REGR_R2" ->
          xx().signum() == 0
              ? null
              : yy().signum() == 0
                  ? BigDecimal.ONE
                  : over(xy().multiply(xy()), xx().multiply(yy()));
      case "CORR" -> over(xy(), root(xx().multiply(yy())));
      default -> throw new IllegalStateException(statistic);
    };
  }

  private @Nullable BigDecimal intercept() {
    BigDecimal slope = over(xy(), xx());
    return slope == null ? null : mean(sumY).subtract(slope.multiply(mean(sumX)));
  }

  private BigDecimal mean(BigDecimal sum) {
    return sum.divide(BigDecimal.valueOf(count), DIGITS);
  }

  private BigDecimal xx() {
    return centred(sumXx, sumX, sumX);
  }

  private BigDecimal yy() {
    return centred(sumYy, sumY, sumY);
  }

  private BigDecimal xy() {
    return centred(sumXy, sumX, sumY);
  }

  /** Returns the sum of the products of both values' differences from their means. */
  private BigDecimal centred(BigDecimal products, BigDecimal sumA, BigDecimal sumB) {
    BigDecimal n = BigDecimal.valueOf(count);
    return n.multiply(products).subtract(sumA.multiply(sumB)).divide(n, DIGITS);
  }

  private static @Nullable BigDecimal over(BigDecimal value, long divisor) {
    return over(value, BigDecimal.valueOf(divisor));
  }

  private static @Nullable BigDecimal over(BigDecimal value, @Nullable BigDecimal divisor) {
    return divisor == null || divisor.signum() == 0 ? null : value.divide(divisor, DIGITS);
  }

  private static @Nullable BigDecimal root(@Nullable BigDecimal value) {
    return value == null ? null : value.sqrt(DIGITS);
  }
}
