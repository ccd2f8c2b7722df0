package io.github.helpcrunchjdbc.plan.function;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import org.apache.calcite.linq4j.function.Strict;

/**
 * Arithmetic on DECIMALs. The results have the digits that their type says, rounded half up, or are
 * an error. Calcite's results keep any number of digits, and its quotients have those of {@code
 * MathContext}. Public for the code that Calcite generates.
 */
@Strict
public final class Decimals {
  /** The digits after the point in the type of an attribute; most of them only fill up the type. */
  private static final int UNWRITTEN = 18;

  private Decimals() {}

  /** Returns a number as people see it, without the zeros at the end that only fill up its type. */
  public static BigDecimal shown(BigDecimal value) {
    if (value.scale() < UNWRITTEN) {
      return value;
    }
    BigDecimal stripped = value.stripTrailingZeros();
    return stripped.scale() < 0 ? stripped.setScale(0) : stripped;
  }

  /** Returns the digits of a number, with at least one before the point. */
  public static String decimalText(BigDecimal value) {
    return shown(value).toPlainString();
  }

  /** Returns the nearest whole number; halves are rounded away from zero. */
  public static long wholeOf(BigDecimal value) {
    BigInteger whole = value.setScale(0, RoundingMode.HALF_UP).toBigInteger();
    if (whole.bitLength() >= Long.SIZE) {
      throw WholeNumbers.outOfRange("BIGINT");
    }
    return whole.longValue();
  }

  public static BigDecimal plusDecimal(BigDecimal a, BigDecimal b, int precision, int scale) {
    return fitDecimal(a.add(b), precision, scale);
  }

  public static BigDecimal minusDecimal(BigDecimal a, BigDecimal b, int precision, int scale) {
    return fitDecimal(a.subtract(b), precision, scale);
  }

  public static BigDecimal timesDecimal(BigDecimal a, BigDecimal b, int precision, int scale) {
    return fitDecimal(a.multiply(b), precision, scale);
  }

  public static BigDecimal divideDecimal(BigDecimal a, BigDecimal b, int precision, int scale) {
    if (b.signum() == 0) {
      throw WholeNumbers.divisionByZero();
    }
    return fitDecimal(a.divide(b, scale, RoundingMode.HALF_UP), precision, scale);
  }

  public static BigDecimal remainderDecimal(BigDecimal a, BigDecimal b, int precision, int scale) {
    if (b.signum() == 0) {
      throw WholeNumbers.divisionByZero();
    }
    return fitDecimal(a.remainder(b), precision, scale);
  }

  /**
   * Returns the value with {@code scale} digits after the point; more than {@code precision} digits
   * in all are an error.
   */
  public static BigDecimal fitDecimal(BigDecimal value, int precision, int scale) {
    BigDecimal rounded =
        value.scale() == scale ? value : value.setScale(scale, RoundingMode.HALF_UP);
    if (rounded.precision() > precision) {
      throw WholeNumbers.outOfRange("DECIMAL(" + precision + ", " + scale + ")");
    }
    return rounded;
  }
}
