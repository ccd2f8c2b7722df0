package io.github.helpcrunchjdbc.read.paging;

import io.github.helpcrunchjdbc.read.page.ReadContext;
import io.github.helpcrunchjdbc.read.page.TotalsCheck;
import io.github.helpcrunchjdbc.read.stream.IdSet;
import io.github.helpcrunchjdbc.rows.Page;
import io.github.helpcrunchjdbc.search.PageRequest;
import io.github.helpcrunchjdbc.search.Search;

/**
 * Notices a search that gives far more customers than the service counts, and so may have no end.
 * Not thread-safe.
 */
final class EndlessSearchCheck {
  /** A total exceeded by this factor is no estimate. */
  private static final long FAR = 3;

  /** No check is made before this many customers have come. */
  private static final long LEAST = 1_000;

  /** Like {@link #LEAST}, if the service has no total or its total may be that of one page. */
  private static final long LEAST_UNCOUNTED = 10_000;

  /** After a check, the next one is made when this many times as many customers have come. */
  private static final long LATER = 4;

  /** No real search has this many times the customers that are counted. */
  private static final long NEVER = 100;

  private final ReadContext reading;
  private final IdSet seen;
  private long checkedAt;

  /**
   * Starts before the first page.
   *
   * @param seen the ids of the customers of the search read so far
   */
  EndlessSearchCheck(ReadContext reading, IdSet seen) {
    this.reading = reading;
    this.seen = seen;
  }

  /**
   * Whether more customers have come than there can be: far more than are counted, or requests for
   * known customers fail, for one customer by id or for the first page.
   *
   * @param total the service's total, {@link Page#UNKNOWN_TOTAL} if there is none
   */
  boolean isEndless(Search search, long total) {
    boolean isCounted = total > reading.pageSize();
    long least = isCounted ? Math.max(LEAST, FAR * total) : LEAST_UNCOUNTED;
    if (seen.size() < Math.max(least, LATER * checkedAt)) {
      return false;
    }
    checkedAt = seen.size();
    boolean isTold = isCounted && !SearchEnd.isLikelyCapped(total);
    return (isTold && seen.size() / NEVER > total)
        || TotalsCheck.ask(reading, seen) == TotalsCheck.BROKEN
        || beginsWithUnknownCustomers(search);
  }

  private boolean beginsWithUnknownCustomers(Search search) {
    Page first = reading.page(new PageRequest(search, 0, reading.pageSize()));
    return first.rows().stream().noneMatch(row -> seen.contains(reading.id(row)));
  }
}
