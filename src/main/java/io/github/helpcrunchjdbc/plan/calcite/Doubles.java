package io.github.helpcrunchjdbc.plan.calcite;

import org.apache.calcite.linq4j.function.Strict;

/**
 * Arithmetic on DOUBLEs that is an error where Java's gives an infinity that no operand was. Public
 * for the code that Calcite generates.
 */
@Strict
public final class Doubles {
  private Doubles() {}

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
    return a % b;
  }

  private static double finite(double result, double a, double b) {
    if (Double.isInfinite(result) && !Double.isInfinite(a) && !Double.isInfinite(b)) {
      throw WholeNumbers.outOfRange("DOUBLE");
    }
    return result;
  }
}
