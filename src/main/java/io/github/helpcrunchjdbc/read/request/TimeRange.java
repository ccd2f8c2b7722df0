package io.github.helpcrunchjdbc.read.request;

import io.github.helpcrunchjdbc.search.ColumnDef;

/**
 * A range of instants of a column that the service sorts by. No customer without a value is in it.
 *
 * @param column a sortable column
 * @param from the first second, since 1970; {@link Long#MIN_VALUE} for no bound
 * @param until the second just after the range; {@link Long#MAX_VALUE} for no bound
 */
public record TimeRange(ColumnDef column, long from, long until) {
  private static final long MILLIS = 1000;

  /** Returns the range of all customers with a value. */
  public static TimeRange everything(ColumnDef column) {
    return new TimeRange(column, Long.MIN_VALUE, Long.MAX_VALUE);
  }

  public boolean hasLower() {
    return from != Long.MIN_VALUE;
  }

  public boolean hasUpper() {
    return until != Long.MAX_VALUE;
  }

  public boolean contains(long millis) {
    return !isBefore(millis) && !isBehind(millis);
  }

  private boolean isBefore(long millis) {
    return hasLower() && millis < from * MILLIS;
  }

  private boolean isBehind(long millis) {
    return hasUpper() && millis >= until * MILLIS;
  }

  /** Whether a time comes before the whole range in a direction. */
  public boolean isAhead(long millis, boolean descending) {
    return descending ? isBehind(millis) : isBefore(millis);
  }
}
