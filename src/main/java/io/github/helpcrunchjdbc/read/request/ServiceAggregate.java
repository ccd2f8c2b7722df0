package io.github.helpcrunchjdbc.read.request;

import io.github.helpcrunchjdbc.search.ColumnDef;
import org.jspecify.annotations.Nullable;

/**
 * A number that is read from the service in place of rows: how many there are, or a least or
 * greatest value.
 *
 * @param column the column whose least or greatest value is asked for, null for the number of rows
 * @param greatest whether the greatest value is asked for
 */
public record ServiceAggregate(@Nullable ColumnDef column, boolean greatest) {
  public static final ServiceAggregate COUNT = new ServiceAggregate(null, false);

  /** The least or greatest id takes at least this many requests. */
  private static final int LEAST_FOR_ID = 2;

  /** The least or greatest id usually takes about this many requests. */
  private static final int USUALLY_FOR_ID = 4;

  /** Returns how many requests the number takes at least. */
  public int leastRequests() {
    return isOfId() ? LEAST_FOR_ID : 1;
  }

  /** Returns about how many requests the number takes. */
  public int usualRequests() {
    return isOfId() ? USUALLY_FOR_ID : 1;
  }

  private boolean isOfId() {
    return column != null && column.isId();
  }

  /**
   * Returns the greater of two values, or the lesser if the least value is asked for.
   *
   * @param best the best value so far, null for none
   * @param value the value of the next row, null for none
   */
  public @Nullable Long better(@Nullable Long best, @Nullable Object value) {
    return value instanceof Long other && (best == null || (greatest ? other > best : other < best))
        ? other
        : best;
  }
}
