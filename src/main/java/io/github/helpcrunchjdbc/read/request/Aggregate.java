package io.github.helpcrunchjdbc.read.request;

import io.github.helpcrunchjdbc.search.ColumnDef;
import org.jspecify.annotations.Nullable;

/**
 * One number that an answer is asked for in place of its rows.
 *
 * @param column the column whose least or greatest value is asked, null for the number of rows
 * @param greatest whether it is the greatest
 */
public record Aggregate(@Nullable ColumnDef column, boolean greatest) {
  public static final Aggregate COUNT = new Aggregate(null, false);

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
