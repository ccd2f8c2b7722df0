package io.github.helpcrunchjdbc.read.page;

import io.github.helpcrunchjdbc.error.HelpCrunchException;
import io.github.helpcrunchjdbc.read.facts.Controls;
import io.github.helpcrunchjdbc.read.facts.Controls.Outcome;
import io.github.helpcrunchjdbc.read.facts.ReadFacts;
import io.github.helpcrunchjdbc.rows.Page;
import io.github.helpcrunchjdbc.search.Comparison;
import io.github.helpcrunchjdbc.search.CustomerColumns;
import io.github.helpcrunchjdbc.search.Operator;
import io.github.helpcrunchjdbc.search.PageRequest;
import io.github.helpcrunchjdbc.search.Search;
import io.github.helpcrunchjdbc.search.SearchFilter;

/**
 * Whether a service obeys filters, where no row shows it: a total stands for rows that do not come,
 * and how texts compare is the service's to say. It is asked once an hour for an account, by a
 * search whose answer is known: that for one id. One filter that is obeyed speaks for those on all
 * fields.
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
    if (search.filters().isEmpty() || !isSuspect || reading.isReplay()) {
      return true;
    }
    ask(reading, known);
    Controls controls = facts.controls();
    return controls.holds(Outcome.FILTERS_OBEYED) || !controls.holds(Outcome.FILTERS_UNCLEAR);
  }

  /**
   * Whether filters are seen to be obeyed, so that what looks like a row out of place is not.
   *
   * @param known id of a customer that came
   */
  static boolean isObeyed(ReadContext reading, long known) {
    ask(reading, known);
    return reading.facts().controls().holds(Outcome.FILTERS_OBEYED);
  }

  private static void ask(ReadContext reading, long known) {
    Controls controls = reading.facts().controls();
    if (!controls.areFiltersKnown()) {
      controls.learn(asked(reading, known));
    }
  }

  /** Asks for one customer, who came already. */
  private static Outcome asked(ReadContext reading, long known) {
    SearchFilter filter = new SearchFilter(CustomerColumns.ID, Operator.EQ, known);
    try {
      Page page = reading.page(new PageRequest(Search.ALL.and(filter), 0, 2));
      // Who came is none but that one, or it would be an error; or is gone.
      boolean isRight = page.total() == Page.UNKNOWN_TOTAL || page.total() == page.rows().size();
      return isRight ? Outcome.FILTERS_OBEYED : Outcome.FILTERS_UNCLEAR;
    } catch (HelpCrunchException e) {
      if (Refusal.isRefusal(e)) {
        return Outcome.FILTERS_REFUSED;
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
    if (isNobody || isFew(reading.facts(), request, page)) {
      reading.facts().controls().learn(Outcome.FILTERS_OBEYED);
    }
  }

  /** Whether a total is at most half of the account, and is not that of a page that goes on. */
  private static boolean isFew(ReadFacts facts, PageRequest request, Page page) {
    int rows = page.rows().size();
    boolean isOfSearch = facts.areTotalsBeyondPages() || rows < request.limit();
    long all = facts.customers();
    return isOfSearch && all > 0 && page.total() >= rows && page.total() <= all / 2;
  }
}
