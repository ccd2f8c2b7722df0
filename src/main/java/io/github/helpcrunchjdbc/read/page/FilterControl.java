package io.github.helpcrunchjdbc.read.page;

import io.github.helpcrunchjdbc.error.HelpCrunchException;
import io.github.helpcrunchjdbc.read.facts.ReadFacts;
import io.github.helpcrunchjdbc.rows.Page;
import io.github.helpcrunchjdbc.search.Comparison;
import io.github.helpcrunchjdbc.search.CustomerColumns;
import io.github.helpcrunchjdbc.search.Operator;
import io.github.helpcrunchjdbc.search.PageRequest;
import io.github.helpcrunchjdbc.search.Search;
import io.github.helpcrunchjdbc.search.SearchFilter;
import java.util.List;

/**
 * Whether a service obeys filters, where no row shows it: a total stands for rows that do not come,
 * and how texts compare is the service's to say. It is asked once for an account, by a search whose
 * answer is known: that for one id.
 */
public final class FilterControl {
  private FilterControl() {}

  /**
   * Whether rows and total of a search may be believed to be of its filters. Costs nothing where an
   * answer has shown it, nor where the total is less than that of the account; nor, unless nothing
   * is believed, where one of these is not known, or a range may well hold everybody.
   *
   * @param total of the search
   * @param known id of a customer that came for it
   * @throws HelpCrunchException NOT_AS_ASKED if another comes for the id
   */
  public static boolean isPassed(ReadContext reading, Search search, long total, long known) {
    ReadFacts facts = reading.facts();
    long all = facts.customers();
    boolean isCounted = total != Page.UNKNOWN_TOTAL && all != Page.UNKNOWN_TOTAL;
    boolean isDoubtful = reading.isDistrustful() || isSelective(search);
    boolean isSuspect = isCounted ? total >= all && isDoubtful : reading.isDistrustful();
    if (search.filters().isEmpty()
        || !isSuspect
        || reading.isReplay()
        || facts.areFiltersSeenObeyed()) {
      return true;
    }
    SearchFilter filter = new SearchFilter(CustomerColumns.ID, Operator.EQ, known);
    Search one = Search.ALL.withFilters(List.of(filter), Comparison.AND);
    try {
      Page page = reading.page(new PageRequest(one, 0, 2));
      boolean isRight = page.total() == Page.UNKNOWN_TOTAL || page.total() == page.rows().size();
      if (isRight && page.rows().size() == 1) {
        facts.learnFiltersObeyed();
      }
      return isRight;
    } catch (HelpCrunchException e) {
      if (Refusal.isRefusal(e)) {
        return true;
      }
      throw e;
    }
  }

  /** Whether it would be odd if all customers were found. */
  private static boolean isSelective(Search search) {
    return search.comparison() == Comparison.AND
        && search.filters().stream()
            .anyMatch(
                filter -> !(filter.value() instanceof Long) && !filter.operator().isNegative());
  }

  /** Takes an answer with so few customers that it can't be of the whole account. */
  static void learn(ReadContext reading, PageRequest request, Page page) {
    if (request.search().filters().isEmpty() || request.offset() > 0) {
      return;
    }
    boolean isNobody = page.rows().isEmpty() && page.total() <= 0;
    boolean isFew =
        page.total() != Page.UNKNOWN_TOTAL && page.total() <= reading.facts().customers() / 2;
    if (isNobody || isFew) {
      reading.facts().learnFiltersObeyed();
    }
  }
}
