package io.github.helpcrunchjdbc.plan.function;

import io.github.helpcrunchjdbc.error.ErrorCode;
import io.github.helpcrunchjdbc.error.HelpCrunchException;
import java.math.BigDecimal;
import org.apache.calcite.linq4j.function.Strict;

/**
 * Arithmetic on DOUBLEs. If a result is infinite and no operand was, it is an error; Java's result
 * is infinity. There is only one zero, as for keys of groups and joins. Public for the code that
 * Calcite generates.
 */
@Strict
public final class Doubles {
  private Doubles() {}

  /** Compares two numbers: NaN is equal to itself and greater than all others, as in PostgreSQL. */
  public static int order(double a, double b) {
    return Double.compare(a + 0.0, b + 0.0);
  }

  /** Returns a whole number for each DOUBLE, in the same order as {@link #order}. */
  public static long orderKey(double value) {
    long bits = Double.doubleToLongBits(value + 0.0);
    return bits < 0 ? bits ^ Long.MAX_VALUE : bits;
  }

  public static double plusDouble(double a, double b) {
    return finite(a + b, a, b);
  }

  public static double minusDouble(double a, double b) {
    return finite(a - b, a, b);
  }

  public static double timesDouble(double a, double b) {
    return finite(a * b, a, b);
  }

  public static double divideDouble(double a, double b) {
    if (b == 0) {
      throw WholeNumbers.divisionByZero();
    }
    return finite(a / b, a, b);
  }

  public static double remainderDouble(double a, double b) {
    if (b == 0) {
      throw WholeNumbers.divisionByZero();
    }
    return a % b + 0.0;
  }

  /** Returns {@code base} to the power of {@code exponent}; SQRT uses it with 0.5. */
  public static double power(double base, double exponent) {
    double result = Math.pow(base, exponent);
    if (Double.isNaN(result) && !Double.isNaN(base) && !Double.isNaN(exponent)) {
      throw new HelpCrunchException(
          ErrorCode.INVALID_POWER, "a root or a broken power of a number below 0 is no number");
    }
    if (base == 0 && exponent < 0) {
      throw new HelpCrunchException(
          ErrorCode.INVALID_POWER, "0 has no power with an exponent below 0");
    }
    return finite(result, base, exponent);
  }

  /** Returns e to the power of {@code exponent}. */
  public static double exponential(double exponent) {
    return finite(Math.exp(exponent), exponent, exponent);
  }

  /** Returns the logarithm to the base of e. */
  public static double naturalLogarithm(double value) {
    return Math.log(positive(value));
  }

  public static double arcCosine(double value) {
    return Math.acos(cosine(value));
  }

  public static double arcSine(double value) {
    return Math.asin(cosine(value));
  }

  private static double cosine(double value) {
    if (Math.abs(value) > 1) {
      throw new HelpCrunchException(
          ErrorCode.OUT_OF_RANGE, "a number outside -1 to 1 is no sine or cosine of an angle");
    }
    return value;
  }

  /** Converts a number to REAL, as a cast does. */
  public static float toReal(double value) {
    float result = (float) value;
    if (isBeyondReal(value)) {
      throw WholeNumbers.outOfRange("REAL");
    }
    return result;
  }

  /** Returns whether a number is too large for REAL, or so small that REAL makes it 0. */
  public static boolean isBeyondReal(double value) {
    float real = (float) value;
    return Float.isInfinite(real) ? !Double.isInfinite(value) : real == 0 && value != 0;
  }

  /** Returns the nearest whole number; of two equally near ones the even one, as in PostgreSQL. */
  public static long nearest(double value) {
    double whole = Math.rint(exactly(value));
    if (whole >= 0x1p63 || whole < -0x1p63) {
      throw WholeNumbers.outOfRange("BIGINT");
    }
    return (long) whole;
  }

  /** Returns the number itself, if it can be converted to an exact type. */
  public static double exactly(double value) {
    if (Double.isNaN(value) || Double.isInfinite(value)) {
      throw new HelpCrunchException(
          ErrorCode.OUT_OF_RANGE, "NaN and Infinity are no numbers of an exact type");
    }
    return value;
  }

  /** Returns the logarithm to the base of 10, exact for the powers of 10. */
  public static double decimalLogarithm(double value) {
    return Math.log10(positive(value));
  }

  /** Returns the logarithm to any base, exact for the powers of the base. */
  public static double logarithm(double base, double value) {
    double divisor = Math.log(positive(base));
    if (divisor == 0) {
      throw WholeNumbers.divisionByZero();
    }
    double quotient = Math.log(positive(value)) / divisor;
    double whole = Math.rint(quotient);
    return Math.pow(base, whole) == value ? whole : quotient;
  }

  private static double positive(double value) {
    if (value <= 0) {
      throw new HelpCrunchException(
          ErrorCode.LOGARITHM, "a number of 0 or below has no logarithm, and is the base of none");
    }
    return value;
  }

  /** Returns the DOUBLE that is nearest to a number. */
  static double ofExact(BigDecimal value) {
    return finite(value.doubleValue(), 0, 0);
  }

  private static double finite(double result, double a, double b) {
    if (Double.isInfinite(result) && !Double.isInfinite(a) && !Double.isInfinite(b)) {
      throw WholeNumbers.outOfRange("DOUBLE");
    }
    return result + 0.0;
  }
}
