package io.github.helpcrunchjdbc.read.paging;

import io.github.helpcrunchjdbc.read.page.ReadContext;
import io.github.helpcrunchjdbc.read.page.TotalsControl;
import io.github.helpcrunchjdbc.read.stream.IdSet;
import io.github.helpcrunchjdbc.rows.Page;
import io.github.helpcrunchjdbc.search.PageRequest;
import io.github.helpcrunchjdbc.search.Search;

/**
 * Notices a search that goes on far beyond all that the service counts, which may have no end. Not
 * thread-safe.
 */
final class Overrun {
  /** Totals that are off by so much are no estimates. */
  private static final long FAR = 3;

  /** The first control comes no earlier than after so many customers. */
  private static final long LEAST = 1_000;

  /** The same where the service counts nothing, or just what stands on a page. */
  private static final long LEAST_UNCOUNTED = 10_000;

  /** After a control the next one is due when so many times as many have come. */
  private static final long LATER = 4;

  /** So many times what is counted is no search that anybody has. */
  private static final long NEVER = 100;

  private final ReadContext reading;
  private final IdSet seen;
  private long controlled;

  /**
   * Starts before the first page.
   *
   * @param seen the customers of the search read so far
   */
  Overrun(ReadContext reading, IdSet seen) {
    this.reading = reading;
    this.seen = seen;
  }

  /**
   * Whether more have come than can be. What is known is asked for again, in vain: a customer by
   * id, or the first page.
   *
   * @param total what the service counts, {@link Page#UNKNOWN_TOTAL} if nothing
   */
  boolean isEndless(Search search, long total) {
    boolean isCounted = total > reading.pageSize();
    long least = isCounted ? Math.max(LEAST, FAR * total) : LEAST_UNCOUNTED;
    if (seen.size() < Math.max(least, LATER * controlled)) {
      return false;
    }
    controlled = seen.size();
    boolean isTold = isCounted && !SearchEnd.isLikelyCapped(total);
    return (isTold && seen.size() / NEVER > total)
        || TotalsControl.ask(reading, seen) == TotalsControl.BROKEN
        || isNobodyAgain(search);
  }

  private boolean isNobodyAgain(Search search) {
    Page first = reading.page(new PageRequest(search, 0, reading.pageSize()));
    return first.rows().stream().noneMatch(row -> seen.contains(reading.id(row)));
  }
}
