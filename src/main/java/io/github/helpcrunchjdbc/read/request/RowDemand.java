package io.github.helpcrunchjdbc.read.request;

/**
 * How many rows of one search will be used.
 *
 * @param most how many rows at most, counting all that come
 * @param firstPage how many rows are used at least if none is dropped: a larger first page would be
 *     waste
 * @param anyRows whether any rows of the search serve, not only the first ones
 * @param stopsAtRow whether reading ends at a row which shows that no later row will be used
 * @param enoughRows how many rows are enough if none is dropped, so that no more are read ahead
 */
public record RowDemand(
    long most, long firstPage, boolean anyRows, boolean stopsAtRow, long enoughRows) {
  /** Returns how many rows of a part a request uses, rows that the request skips included. */
  public static RowDemand of(SearchPart part, ReadRequest request) {
    long wanted = request.wanted();
    long most = part.residual() == null ? wanted : ReadRequest.NO_LIMIT;
    return new RowDemand(
        most,
        Math.min(wanted, request.enoughRows()),
        request.order() == null,
        false,
        part.residual() == null ? request.enoughRows() : ReadRequest.NO_LIMIT);
  }

  public static RowDemand everything() {
    return new RowDemand(
        ReadRequest.NO_LIMIT, ReadRequest.NO_LIMIT, false, false, ReadRequest.NO_LIMIT);
  }

  public static RowDemand one() {
    return new RowDemand(1, 1, false, false, ReadRequest.NO_LIMIT);
  }

  public boolean isBounded() {
    return Math.min(most, firstPage) != ReadRequest.NO_LIMIT;
  }

  /** Whether it can't be said beforehand which page is the last that is used. */
  public boolean isUncertain() {
    return stopsAtRow
        || (enoughRows == ReadRequest.NO_LIMIT
            && most == ReadRequest.NO_LIMIT
            && firstPage != ReadRequest.NO_LIMIT);
  }

  /** Returns the demand that is left after the service has skipped {@code offset} rows. */
  public RowDemand after(long offset) {
    return new RowDemand(
        minus(most, offset),
        minus(firstPage, offset),
        anyRows,
        stopsAtRow,
        minus(enoughRows, offset));
  }

  /** Returns this demand with a first page of at least {@code rows} rows, which is here already. */
  public RowDemand fromPageOf(int rows) {
    return isBounded()
        ? new RowDemand(most, Math.max(firstPage, rows), anyRows, stopsAtRow, enoughRows)
        : this;
  }

  /** Returns this demand for a reading that ends at a row which shows that no later row is used. */
  public RowDemand stoppingAtRow() {
    return new RowDemand(most, firstPage, anyRows, true, enoughRows);
  }

  private static long minus(long rows, long offset) {
    return rows == ReadRequest.NO_LIMIT ? rows : rows - offset;
  }
}
