package io.github.helpcrunchjdbc.read.request;

/**
 * How many rows of one search will be of use.
 *
 * @param most how many at the most, all that come count
 * @param firstPage how many at the least if none is dropped: a larger first page would be waste
 * @param any whether so many of the search do as well as the first so many
 * @param stops whether reading ends at a row that shows that no other will be of use
 * @param enough how many will do if none is dropped, so that no more are read ahead
 */
public record RowDemand(long most, long firstPage, boolean any, boolean stops, long enough) {
  /** What a part of a request is wanted for, the rows that will be skipped included. */
  public static RowDemand of(SearchPart part, ReadRequest request) {
    long wanted = request.wanted();
    long most = part.residual() == null ? wanted : ReadRequest.NO_LIMIT;
    return new RowDemand(
        most,
        Math.min(wanted, request.enough()),
        request.order() == null,
        false,
        part.residual() == null ? request.enough() : ReadRequest.NO_LIMIT);
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

  /** Whether it can't be told beforehand which page is the last of use. */
  public boolean isUncertain() {
    return stops
        || (enough == ReadRequest.NO_LIMIT
            && most == ReadRequest.NO_LIMIT
            && firstPage != ReadRequest.NO_LIMIT);
  }

  /** What is left when the service skips {@code offset} rows. */
  public RowDemand after(long offset) {
    return new RowDemand(
        minus(most, offset), minus(firstPage, offset), any, stops, minus(enough, offset));
  }

  /** The same where the first page is at hand, a whole one. */
  public RowDemand fromPageOf(int rows) {
    return isBounded() ? new RowDemand(most, Math.max(firstPage, rows), any, stops, enough) : this;
  }

  /** The same where a row may show that no other will be of use. */
  public RowDemand untilBehind() {
    return new RowDemand(most, firstPage, any, true, enough);
  }

  private static long minus(long rows, long offset) {
    return rows == ReadRequest.NO_LIMIT ? rows : rows - offset;
  }
}
