package io.github.helpcrunchjdbc.search;

/**
 * A request for one page of a search.
 *
 * @param offset rows to skip, from 0
 * @param limit rows wanted, 1 to 100
 */
public record PageRequest(Search search, long offset, int limit) {
  /** The most rows on one page. Source: the vendor's "Limits". */
  public static final int MAX_LIMIT = 100;

  public PageRequest {
    if (offset < 0 || limit < 1 || limit > MAX_LIMIT) {
      throw new IllegalArgumentException("offset " + offset + ", limit " + limit);
    }
  }

  /** Whether the request searches all customers of the account. */
  public boolean isUnfiltered() {
    return search.filters().isEmpty();
  }

  /** Whether the page may be empty though the account has customers. */
  public boolean mayBeEmpty() {
    return !isUnfiltered() || offset > 0;
  }
}
