package io.github.helpcrunchjdbc.read.request;

import io.github.helpcrunchjdbc.search.ColumnDef;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What to read.
 *
 * @param parts searches whose rows are merged; a customer that several find counts once
 * @param columns the values of a row, in this order
 * @param order null for any
 * @param offset rows of the answer to skip
 * @param limit most rows to give, {@link #NO_LIMIT} for all
 * @param enough how many rows will do if none of them is dropped, though more may be asked for;
 *     {@link #NO_LIMIT} if that is not known
 * @param mayEnd whether its rows may be left before the last, nobody knows when
 * @param observer is shown the first page of those read from the service, null for nobody
 */
public record ReadRequest(
    List<SearchPart> parts,
    List<ColumnDef> columns,
    @Nullable RowOrder order,
    long offset,
    long limit,
    long enough,
    boolean mayEnd,
    @Nullable FirstPageObserver observer) {
  public static final long NO_LIMIT = Long.MAX_VALUE;

  /** A request whose pages nobody looks at. */
  public ReadRequest(
      List<SearchPart> parts,
      List<ColumnDef> columns,
      @Nullable RowOrder order,
      long offset,
      long limit) {
    this(parts, columns, order, offset, limit, NO_LIMIT, false, null);
  }

  /** The same with somebody who looks at the first page. */
  public ReadRequest observedBy(FirstPageObserver newObserver) {
    return new ReadRequest(parts, columns, order, offset, limit, enough, mayEnd, newObserver);
  }

  /** The same rows with other columns, in another order. */
  public ReadRequest of(List<ColumnDef> newColumns, @Nullable RowOrder newOrder) {
    return new ReadRequest(parts, newColumns, newOrder, offset, limit);
  }

  /** Whether one search finds its rows. */
  public boolean isOneSearch() {
    return parts.size() == 1;
  }

  /** Whether it is one search for rows in any order, none of them skipped. */
  public boolean isPlain() {
    return isOneSearch() && order == null && offset == 0 && parts.get(0).ranges() == null;
  }

  /** How many rows will be asked for at the most, those skipped included. */
  public long wanted() {
    long sum = offset + limit;
    return sum < 0 ? NO_LIMIT : sum;
  }
}
