package io.github.helpcrunchjdbc.read.request;

import io.github.helpcrunchjdbc.search.ColumnDef;
import org.jspecify.annotations.Nullable;

/**
 * One number that the service is asked for in place of rows: how many there are, or a least or
 * greatest value.
 *
 * @param column the column whose least or greatest value is asked, null for the number of rows
 * @param greatest whether it is the greatest
 */
public record ServiceAggregate(@Nullable ColumnDef column, boolean greatest) {
  public static final ServiceAggregate COUNT = new ServiceAggregate(null, false);

  /** The end of the ids takes so many requests at least. */
  private static final int LEAST_FOR_ID = 2;

  /** It takes about so many as a rule. */
  private static final int USUALLY_FOR_ID = 4;

  /** How many requests it takes at least. */
  public int leastRequests() {
    return isOfId() ? LEAST_FOR_ID : 1;
  }

  /** About how many requests it takes. */
  public int usualRequests() {
    return isOfId() ? USUALLY_FOR_ID : 1;
  }

  private boolean isOfId() {
    return column != null && column.isId();
  }

  /**
   * The better of two values.
   *
   * @param best of those before, null for none
   * @param value what a row has, null for none
   */
  public @Nullable Long better(@Nullable Long best, @Nullable Object value) {
    return value instanceof Long other && (best == null || (greatest ? other > best : other < best))
        ? other
        : best;
  }
}
