package io.github.helpcrunchjdbc.execution;

import org.jspecify.annotations.Nullable;

/** How much memory a row takes: an estimate that is rather too high. */
public final class RowSize {
  private static final int BYTES_OF_AN_ARRAY = 24;
  private static final int BYTES_OF_A_REFERENCE = 8;
  private static final int BYTES_OF_A_VALUE = 24;
  private static final int BYTES_OF_A_TEXT = 56;

  private RowSize() {}

  /** Bytes. */
  public static long of(@Nullable Object[] row) {
    long bytes = BYTES_OF_AN_ARRAY;
    for (Object value : row) {
      bytes += BYTES_OF_A_REFERENCE;
      if (value instanceof String text) {
        bytes += BYTES_OF_A_TEXT + 2L * text.length();
      } else if (value instanceof byte[] array) {
        bytes += BYTES_OF_AN_ARRAY + array.length;
      } else if (value instanceof Object[] fields) {
        bytes += of(fields);
      } else if (value instanceof Iterable<?> elements) {
        for (Object element : elements) {
          bytes += of(new @Nullable Object[] {element});
        }
      } else if (value != null) {
        bytes += BYTES_OF_A_VALUE;
      }
    }
    return bytes;
  }
}
