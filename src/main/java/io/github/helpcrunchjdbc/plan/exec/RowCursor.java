package io.github.helpcrunchjdbc.plan.exec;

import org.jspecify.annotations.Nullable;

/**
 * The rows of one execution, read as they are asked for. Not thread-safe.
 *
 * <p>Values are: {@code Byte Short Integer Long} for the whole numbers, {@code Float} for REAL,
 * {@code Double}, {@code BigDecimal}, {@code Boolean}, {@code String}, {@code byte[]}; {@code
 * Integer} days since 1970 for DATE; {@code Integer} milliseconds of the day for TIME; {@code Long}
 * milliseconds since 1970 of the wall clock in the connection's time zone for TIMESTAMP, or a
 * {@link RepeatedTime}; {@code Long} milliseconds or {@code Integer} months for intervals; {@code
 * List} for arrays and multisets; {@code Map} for maps; {@code Object[]} for structs.
 */
public interface RowCursor extends AutoCloseable {
  /**
   * Moves to the next row. This may send requests.
   *
   * @return whether there is a next row
   * @throws io.github.helpcrunchjdbc.error.HelpCrunchException if the row can't be read
   */
  boolean next();

  /** Returns the current row. The caller must not change the array. */
  @Nullable Object[] row();

  /** Returns how many rows of the answer were left out before the cursor's first row. */
  default long skipped() {
    return 0;
  }

  /** Stops reading. A second call does nothing. */
  @Override
  void close();
}
