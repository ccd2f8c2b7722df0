package io.github.helpcrunchjdbc.execution;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Estimates how much memory a row takes. The estimate is more likely too high than too low. */
public final class RowSize {
  private static final int BYTES_OF_AN_ARRAY = 24;
  private static final int BYTES_OF_A_REFERENCE = 8;
  private static final int BYTES_OF_A_VALUE = 24;
  private static final int BYTES_OF_A_TEXT = 56;
  private static final int BYTES_OF_A_DECIMAL = 40;
  private static final int BYTES_OF_A_BIG_INTEGER = 64;

  /** A BigDecimal with at most this many digits keeps them in a long. */
  private static final int DIGITS_OF_A_LONG = 18;

  private RowSize() {}

  /** Returns the estimated size of a row in bytes. */
  public static long of(@Nullable Object[] row) {
    long bytes = BYTES_OF_AN_ARRAY;
    for (Object value : row) {
      bytes += BYTES_OF_A_REFERENCE + ofValue(value);
    }
    return bytes;
  }

  private static long ofValue(@Nullable Object value) {
    if (value == null) {
      return 0;
    }
    if (value instanceof BigDecimal decimal) {
      return BYTES_OF_A_DECIMAL
          + (decimal.precision() <= DIGITS_OF_A_LONG ? 0 : ofValue(decimal.unscaledValue()));
    }
    if (value instanceof BigInteger integer) {
      return (long) BYTES_OF_A_BIG_INTEGER + integer.bitLength() / Byte.SIZE;
    }
    if (value instanceof Number || value instanceof Boolean) {
      return BYTES_OF_A_VALUE;
    }
    if (value instanceof byte[] array) {
      return (long) BYTES_OF_AN_ARRAY + array.length;
    }
    if (value instanceof Object[] fields) {
      return of(fields);
    }
    if (value instanceof Iterable<?> elements) {
      long bytes = 0;
      for (Object element : elements) {
        bytes += of(new @Nullable Object[] {element});
      }
      return bytes;
    }
    if (value instanceof Map<?, ?> map) {
      return ofValue(map.keySet()) + ofValue(map.values());
    }
    // The text of a value of any other class, such as Calcite's ByteString, is at least as long.
    return BYTES_OF_A_TEXT + 2L * value.toString().length();
  }
}
