package io.github.helpcrunchjdbc.plan.function;

import io.github.helpcrunchjdbc.error.ErrorCode;
import io.github.helpcrunchjdbc.error.HelpCrunchException;
import java.math.BigDecimal;
import java.math.RoundingMode;
import org.apache.calcite.linq4j.function.Strict;

/**
 * Arithmetic on whole numbers. A result that does not fit is an error; Calcite's results wrap round
 * unless each operator is replaced (CALCITE-6685). Public for the code that Calcite generates.
 */
@Strict
public final class WholeNumbers {
  /** A number greater than the rows of any partition. */
  public static final int MOST_FRAME_ROWS = 1 << 30;

  private WholeNumbers() {}

  public static long plusExact(long a, long b) {
    long sum = a + b;
    if (((a ^ sum) & (b ^ sum)) < 0) {
      throw outOfRange("BIGINT");
    }
    return sum;
  }

  public static long minusExact(long a, long b) {
    long difference = a - b;
    if (((a ^ b) & (a ^ difference)) < 0) {
      throw outOfRange("BIGINT");
    }
    return difference;
  }

  public static long timesExact(long a, long b) {
    try {
      return Math.multiplyExact(a, b);
    } catch (ArithmeticException e) {
      throw outOfRange("BIGINT");
    }
  }

  public static long divideExact(long a, long b) {
    if (b == 0) {
      throw divisionByZero();
    }
    return b == -1 ? negateExact(a) : a / b;
  }

  public static long remainderExact(long a, long b) {
    if (b == 0) {
      throw divisionByZero();
    }
    return a % b;
  }

  public static long negateExact(long a) {
    return minusExact(0, a);
  }

  public static long absExact(long a) {
    return a < 0 ? negateExact(a) : a;
  }

  /** Multiplies a length of time by a number, and rounds to the nearest whole. */
  public static long timesRounded(long length, double factor) {
    return rounded(length * factor);
  }

  public static long divideRounded(long length, double divisor) {
    if (divisor == 0) {
      throw divisionByZero();
    }
    return rounded(length / divisor);
  }

  private static long rounded(double value) {
    if (!(Math.abs(value) < 0x1p63)) {
      throw outOfRange("an interval");
    }
    return Math.round(value);
  }

  /** Rounds to a power of ten; halves are rounded away from zero. */
  public static long roundExact(long value, int digits) {
    BigDecimal rounded =
        BigDecimal.valueOf(value)
            .setScale(Math.max(Math.min(digits, 0), -20), RoundingMode.HALF_UP)
            .setScale(0, RoundingMode.UNNECESSARY);
    if (rounded.toBigInteger().bitLength() >= Long.SIZE) {
      throw outOfRange("BIGINT");
    }
    return rounded.longValue();
  }

  /**
   * Limits the digits to round to, to those that a number can have at all; the smallest DOUBLE is
   * included.
   */
  public static int boundedPlaces(int digits) {
    return Math.max(-400, Math.min(400, digits));
  }

  public static int toInteger(long a) {
    if (a != (int) a) {
      throw outOfRange("INTEGER");
    }
    return (int) a;
  }

  public static short toSmallint(long a) {
    if (a != (short) a) {
      throw outOfRange("SMALLINT");
    }
    return (short) a;
  }

  public static byte toTinyint(long a) {
    if (a != (byte) a) {
      throw outOfRange("TINYINT");
    }
    return (byte) a;
  }

  /**
   * Returns how many rows before or behind another a frame begins or ends; at most as many as can
   * be added to the place of any row.
   *
   * @throws HelpCrunchException WINDOW_FRAME if the number is negative
   */
  public static int frameRows(long rows) {
    if (rows < 0) {
      throw new HelpCrunchException(
          ErrorCode.WINDOW_FRAME, "the distance of a window's ROWS is negative: " + rows);
    }
    return (int) Math.min(rows, MOST_FRAME_ROWS);
  }

  static HelpCrunchException outOfRange(String type) {
    return new HelpCrunchException(
        ErrorCode.OUT_OF_RANGE,
        "a number does not fit its type, which is " + type + " here" + wider(type));
  }

  private static String wider(String type) {
    return switch (type) {
      case "TINYINT", "SMALLINT", "INTEGER" ->
          "; CAST(.. AS BIGINT) or CAST(.. AS DECIMAL(38, 0)) of an operand gives a wider one";
      case "BIGINT" -> "; CAST(.. AS DECIMAL(38, 0)) of an operand gives a wider one";
      case "REAL" -> "; DOUBLE is wider";
      default -> "";
    };
  }

  static HelpCrunchException divisionByZero() {
    return new HelpCrunchException(ErrorCode.DIVISION_BY_ZERO, "an expression divided by zero");
  }
}
