package io.github.helpcrunchjdbc.read.page;

import io.github.helpcrunchjdbc.learned.ServiceFact;
import io.github.helpcrunchjdbc.read.facts.NullFacts;
import io.github.helpcrunchjdbc.rows.Page;
import io.github.helpcrunchjdbc.search.PageRequest;
import io.github.helpcrunchjdbc.search.Search;
import io.github.helpcrunchjdbc.search.SortOrder;
import org.jspecify.annotations.Nullable;

/**
 * Guesses how many customers of a search have no {@code firstSeen}, which no filter can find: most
 * likely as many as have no {@code lastSeen}. The guess only tells where to look first.
 */
public final class NeverSeen {
  private NeverSeen() {}

  /**
   * Returns the guess, by one request.
   *
   * @param total how many customers the search finds
   * @return null if nothing can be guessed
   */
  public static @Nullable Long guess(ReadContext reading, Search search, long total) {
    SortOrder sort = search.sort();
    boolean isUsable =
        sort != null
            && !sort.column().isSearchable()
            && search.isConjunction()
            && !reading.holds(ServiceFact.TOTALS_UNRELIABLE);
    if (!isUsable) {
      return null;
    }
    Page page =
        reading.page(new PageRequest(search.and(NullFacts.HAS_LAST_SEEN).withSort(null), 0, 1));
    long never = total - page.total();
    return page.total() == Page.UNKNOWN_TOTAL || never <= 0 || never >= total ? null : (Long) never;
  }
}
