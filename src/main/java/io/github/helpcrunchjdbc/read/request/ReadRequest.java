package io.github.helpcrunchjdbc.read.request;

import io.github.helpcrunchjdbc.search.ColumnDef;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A request to read customers.
 *
 * @param parts searches whose rows are merged; a customer that several searches find counts once
 * @param columns the columns of a row, in this order
 * @param order the order of the rows, null for any
 * @param offset rows of the answer to skip
 * @param limit most rows to return, {@link #NO_LIMIT} for all
 * @param enoughRows how many rows are enough if none is dropped, though more may be asked for;
 *     {@link #NO_LIMIT} if that is not known
 * @param mayEnd whether the reader may stop before the last row, at a point not known beforehand
 * @param observer looks at the first page read from the service; null for none
 */
public record ReadRequest(
    List<SearchPart> parts,
    List<ColumnDef> columns,
    @Nullable RowOrder order,
    long offset,
    long limit,
    long enoughRows,
    boolean mayEnd,
    @Nullable FirstPageObserver observer) {
  public static final long NO_LIMIT = Long.MAX_VALUE;

  /** Creates a request without an observer of the first page. */
  public ReadRequest(
      List<SearchPart> parts,
      List<ColumnDef> columns,
      @Nullable RowOrder order,
      long offset,
      long limit) {
    this(parts, columns, order, offset, limit, NO_LIMIT, false, null);
  }

  /** Returns a copy of this request with an observer of the first page. */
  public ReadRequest observedBy(FirstPageObserver newObserver) {
    return new ReadRequest(parts, columns, order, offset, limit, enoughRows, mayEnd, newObserver);
  }

  /** Returns a request for the rows of this one with other columns, in another order. */
  public ReadRequest of(List<ColumnDef> newColumns, @Nullable RowOrder newOrder) {
    return new ReadRequest(parts, newColumns, newOrder, offset, limit);
  }

  /** Whether one search finds all rows. */
  public boolean isOneSearch() {
    return parts.size() == 1;
  }

  /**
   * Whether this is one search for rows in any order, of which none is skipped and no time must be
   * in given ranges.
   */
  public boolean isPlain() {
    return isOneSearch() && order == null && offset == 0 && parts.get(0).ranges() == null;
  }

  /** Returns how many rows are asked for at most, skipped rows included. */
  public long wanted() {
    long sum = offset + limit;
    return sum < 0 ? NO_LIMIT : sum;
  }
}
