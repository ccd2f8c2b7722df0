package io.github.helpcrunchjdbc.read.page;

import io.github.helpcrunchjdbc.error.HelpCrunchException;
import io.github.helpcrunchjdbc.read.facts.CheckOutcomes;
import io.github.helpcrunchjdbc.read.facts.CheckOutcomes.Outcome;
import io.github.helpcrunchjdbc.read.facts.ReadFacts;
import io.github.helpcrunchjdbc.rows.Page;
import io.github.helpcrunchjdbc.search.Comparison;
import io.github.helpcrunchjdbc.search.PageRequest;
import io.github.helpcrunchjdbc.search.Search;

/**
 * Checks whether a service obeys filters where no row shows it: for totals without rows, and for
 * texts, which the service compares by its own rules. The check is made once an hour for an
 * account, by a search for one known id. If one filter is obeyed, the filters on all fields are
 * trusted.
 */
public final class FilterCheck {
  private FilterCheck() {}

  /**
   * Whether the rows and the total of a search may be believed to match its filters. It sends no
   * request if an answer has shown it within the last hour, or if the total is less than that of
   * the account. Unless {@code consistency=strict}, it also sends none if one of these totals is
   * unknown, or if the search may well find all customers.
   *
   * @param total the total of the search
   * @param known the id of a customer that the search found
   * @throws HelpCrunchException NOT_AS_ASKED if a search for this id finds another customer
   */
  public static boolean isPassed(ReadContext reading, Search search, long total, long known) {
    return isPassed(reading, search, total, known, isSelective(search));
  }

  /**
   * Like {@link #isPassed}, for a page behind an offset: the customers before it, which it does not
   * show, might have contradicted the filters. So even a search that may well find all customers is
   * checked.
   *
   * @throws HelpCrunchException NOT_AS_ASKED if a search for one id finds another customer
   */
  public static void seeBehind(ReadContext reading, PageRequest request, Page page) {
    isPassed(reading, request.search(), page.total(), reading.id(page.rows().get(0)), true);
  }

  private static boolean isPassed(
      ReadContext reading, Search search, long total, long known, boolean isOdd) {
    ReadFacts facts = reading.facts();
    long all = facts.customers();
    boolean isCounted = total != Page.UNKNOWN_TOTAL && all != Page.UNKNOWN_TOTAL;
    boolean isDoubtful = reading.isStrict() || isOdd;
    boolean isSuspect = isCounted ? total >= all && isDoubtful : reading.isStrict();
    if (search.filters().isEmpty() || !isSuspect || reading.isReplay()) {
      return true;
    }
    ask(reading, known);
    CheckOutcomes checkOutcomes = facts.checkOutcomes();
    return checkOutcomes.holds(Outcome.FILTERS_OBEYED)
        || !checkOutcomes.holds(Outcome.FILTERS_UNCLEAR);
  }

  /**
   * Whether the service obeys filters. If so, a row that seems to contradict a filter does not.
   *
   * @param known the id of a customer that came
   */
  static boolean isObeyed(ReadContext reading, long known) {
    ask(reading, known);
    return reading.facts().checkOutcomes().holds(Outcome.FILTERS_OBEYED);
  }

  private static void ask(ReadContext reading, long known) {
    CheckOutcomes checkOutcomes = reading.facts().checkOutcomes();
    if (!checkOutcomes.areFiltersKnown()) {
      checkOutcomes.learn(outcome(reading, known));
    }
  }

  /** Searches for the id of one customer that has come already. */
  private static Outcome outcome(ReadContext reading, long known) {
    try {
      Page page = reading.page(new PageRequest(Search.ofId(known), 0, 2));
      // This search found the customer with this id, or none if it was deleted meanwhile; any other
      // would be an error.
      boolean isRight = page.total() == Page.UNKNOWN_TOTAL || page.total() == page.rows().size();
      return isRight ? Outcome.FILTERS_OBEYED : Outcome.FILTERS_UNCLEAR;
    } catch (HelpCrunchException e) {
      if (Refusal.isRefusal(e)) {
        return Outcome.FILTERS_REFUSED;
      }
      throw e;
    }
  }

  /** Whether it would be odd if the search found all customers. */
  private static boolean isSelective(Search search) {
    return search.comparison() == Comparison.AND
        && search.filters().stream()
            .anyMatch(
                filter -> !(filter.value() instanceof Long) && !filter.operator().isNegative());
  }

  /**
   * Whether a search asks only for customers with a time, although the service was seen to find
   * others by such a filter.
   */
  public static boolean isUntimedFound(ReadContext reading, Search search) {
    return reading.facts().checkOutcomes().holds(Outcome.CUSTOMER_WITHOUT_TIME_FOUND)
        && asksOnlyForATime(search);
  }

  private static boolean asksOnlyForATime(Search search) {
    return search.isConjunction()
        && search.filters().stream().anyMatch(AnswerCheck::asksOnlyForATime);
  }

  /**
   * Learns from an answer: that the filters are obeyed if it has too few customers to be the whole
   * account, or that a filter for any time found a customer without one.
   */
  static void learn(ReadContext reading, PageRequest request, Page page) {
    if (asksOnlyForATime(request.search())
        && page.undecoded().isEmpty()
        && page.rows().stream().anyMatch(row -> reading.value(row) == null)) {
      reading.facts().checkOutcomes().learn(Outcome.CUSTOMER_WITHOUT_TIME_FOUND);
    }
    if (request.search().filters().isEmpty() || request.offset() > 0) {
      return;
    }
    if (EmptyAnswerCheck.isEmpty(page) || isFew(reading.facts(), request, page)) {
      reading.facts().checkOutcomes().learn(Outcome.FILTERS_OBEYED);
    }
  }

  /**
   * Whether the total is at most half of the account's and is surely not the number of rows on a
   * page that other pages follow.
   */
  private static boolean isFew(ReadFacts facts, PageRequest request, Page page) {
    int rows = page.rows().size();
    boolean isOfSearch = facts.areTotalsBeyondPages() || rows < request.limit();
    long all = facts.customers();
    return isOfSearch && all > 0 && page.total() >= rows && page.total() <= all / 2;
  }
}
