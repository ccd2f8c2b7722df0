package io.github.helpcrunchjdbc.plan.function;

import io.github.helpcrunchjdbc.error.ErrorCode;
import io.github.helpcrunchjdbc.error.HelpCrunchException;
import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/**
 * Maps the keys of rows to places on a line, on which a frame such as RANGE 7 PRECEDING is
 * measured. Calcite fails if a key of the order is NULL, and measures in the wrong direction if the
 * order descends. NULLs are placed so far away that no distance of less than 2^61 (for DOUBLE:
 * 8e307) reaches them. Public for the code that Calcite generates.
 */
public final class RangeKeys {
  private static final long FAR = 1L << 62;
  private static final long FARTHEST_KEY = FAR / 2;
  private static final double FAR_DOUBLE = Double.MAX_VALUE;

  private RangeKeys() {}

  /** Returns the place of a whole number, or of a time in milliseconds. */
  public static long wholePlace(@Nullable Long key, boolean descending, boolean nullsFirst) {
    if (key == null) {
      return nullsFirst ? -FAR : FAR;
    }
    if (Math.abs(key) > FARTHEST_KEY || key == Long.MIN_VALUE) {
      throw new HelpCrunchException(
          ErrorCode.OUT_OF_RANGE, "a number is too large for the order of a RANGE with a distance");
    }
    return descending ? -key : key;
  }

  public static double approximatePlace(
      @Nullable Double key, boolean descending, boolean nullsFirst) {
    if (key == null) {
      return nullsFirst ? -FAR_DOUBLE : FAR_DOUBLE;
    }
    if (!(Math.abs(key) <= FAR_DOUBLE / 2)) {
      throw new HelpCrunchException(
          ErrorCode.OUT_OF_RANGE,
          "the order of a RANGE with a distance takes no number like " + key);
    }
    return descending ? -key : key;
  }

  /** Returns the place of a DECIMAL, counted in units of its last digit. */
  public static long decimalPlace(
      @Nullable BigDecimal key, int scale, boolean descending, boolean nullsFirst) {
    BigDecimal units = key == null ? null : key.movePointRight(scale);
    boolean fits = units == null || units.abs().compareTo(BigDecimal.valueOf(FARTHEST_KEY)) <= 0;
    // A number beyond the farthest key becomes one that wholePlace refuses.
    Long whole = units == null ? null : (Long) (fits ? units.longValue() : Long.MAX_VALUE);
    return wholePlace(whole, descending, nullsFirst);
  }
}
