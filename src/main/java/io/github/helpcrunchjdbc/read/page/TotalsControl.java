package io.github.helpcrunchjdbc.read.page;

import io.github.helpcrunchjdbc.error.HelpCrunchException;
import io.github.helpcrunchjdbc.learned.ServiceFact;
import io.github.helpcrunchjdbc.read.stream.IdSet;
import io.github.helpcrunchjdbc.rows.Page;
import io.github.helpcrunchjdbc.search.PageRequest;
import io.github.helpcrunchjdbc.search.Search;

/**
 * What a search whose answer is known beforehand, that for one id, tells of a service that counts
 * more customers than it gives.
 */
public enum TotalsControl {
  /** Its filters and its totals can be relied on: there are more customers. */
  SOUND,
  /** Its totals are off by a few even for one customer: they are estimates, and prove nothing. */
  ESTIMATES,
  /** It gives others than it is asked for, counts them beyond all measure, or refuses to say. */
  BROKEN;

  /** An estimate for one customer is not beyond this. */
  private static final long MOST_OF_ONE = 5;

  /**
   * Asks for a customer who is known, and notes totals that turn out to be estimates.
   *
   * @param seen customers read so far; if none, somebody of the whole account is asked for first
   */
  public static TotalsControl ask(ReadContext reading, IdSet seen) {
    try {
      Page page = seen.size() == 0 ? reading.page(new PageRequest(Search.ALL, 0, 1)) : null;
      if (page != null && page.rows().isEmpty()) {
        return BROKEN;
      }
      long id = page == null ? seen.any() : reading.id(page.rows().get(0));
      PageRequest request = new PageRequest(Search.ofId(id), 0, 2);
      Page one = reading.page(request);
      TotalsControl control = judge(isNobodyCounted(one) ? reading.page(request) : one);
      if (control == ESTIMATES) {
        reading.note(
            ServiceFact.TOTALS_UNRELIABLE, "one customer, asked for by id, is not counted as one");
      }
      return control;
    } catch (HelpCrunchException e) {
      if (Refusal.isOfFilters(e)) {
        return BROKEN;
      }
      throw e;
    }
  }

  /** Whether somebody is counted who does not come, which no estimate explains. */
  private static boolean isNobodyCounted(Page one) {
    return one.rows().isEmpty() && one.total() > 0;
  }

  private static TotalsControl judge(Page one) {
    if (one.rows().size() > 1 || one.total() > MOST_OF_ONE || isNobodyCounted(one)) {
      return BROKEN;
    }
    // If no row comes, the customer was deleted meanwhile.
    boolean right = one.total() == Page.UNKNOWN_TOTAL || one.total() == one.rows().size();
    return right ? SOUND : ESTIMATES;
  }
}
