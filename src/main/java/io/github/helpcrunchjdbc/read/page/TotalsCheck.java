package io.github.helpcrunchjdbc.read.page;

import io.github.helpcrunchjdbc.error.HelpCrunchException;
import io.github.helpcrunchjdbc.learned.ServiceFact;
import io.github.helpcrunchjdbc.read.stream.IdSet;
import io.github.helpcrunchjdbc.rows.Page;
import io.github.helpcrunchjdbc.search.PageRequest;
import io.github.helpcrunchjdbc.search.Search;

/**
 * What a search with a known answer, the search for one id, tells about a service that counts more
 * customers than it gives.
 */
public enum TotalsCheck {
  /** The service's filters and totals can be trusted: there are more customers. */
  SOUND,
  /** The total is off by a few even for one customer: totals are estimates and prove nothing. */
  ESTIMATES,
  /** The service gives customers not asked for, counts far too many, or refuses the search. */
  BROKEN;

  /** An estimated total for one customer is not greater than this. */
  private static final long MOST_OF_ONE = 5;

  /**
   * Searches for a known customer, and notes it if the totals are estimates.
   *
   * @param seen the ids read so far; if there are none, any customer of the account is read first
   */
  public static TotalsCheck ask(ReadContext reading, IdSet seen) {
    try {
      Page page = seen.size() == 0 ? reading.page(new PageRequest(Search.ALL, 0, 1)) : null;
      if (page != null && page.rows().isEmpty()) {
        return BROKEN;
      }
      long id = page == null ? seen.any() : reading.id(page.rows().get(0));
      PageRequest request = new PageRequest(Search.ofId(id), 0, 2);
      Page one = reading.page(request);
      TotalsCheck outcome = judge(countsNoCustomer(one) ? reading.page(request) : one);
      if (outcome == ESTIMATES) {
        reading.note(
            ServiceFact.TOTALS_UNRELIABLE, "one customer, asked for by id, is not counted as one");
      }
      return outcome;
    } catch (HelpCrunchException e) {
      if (Refusal.isOfFilters(e)) {
        return BROKEN;
      }
      throw e;
    }
  }

  /** Whether the answer counts a customer but has none. No estimate explains that. */
  private static boolean countsNoCustomer(Page one) {
    return one.rows().isEmpty() && one.total() > 0;
  }

  private static TotalsCheck judge(Page one) {
    if (one.rows().size() > 1 || one.total() > MOST_OF_ONE || countsNoCustomer(one)) {
      return BROKEN;
    }
    // If no row comes, the customer was deleted meanwhile.
    boolean right = one.total() == Page.UNKNOWN_TOTAL || one.total() == one.rows().size();
    return right ? SOUND : ESTIMATES;
  }
}
