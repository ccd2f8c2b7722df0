package io.github.helpcrunchjdbc.read.page;

import io.github.helpcrunchjdbc.error.HelpCrunchException;
import io.github.helpcrunchjdbc.read.facts.CheckOutcomes;
import io.github.helpcrunchjdbc.read.facts.CheckOutcomes.Outcome;
import io.github.helpcrunchjdbc.rows.Page;
import io.github.helpcrunchjdbc.search.CustomerColumns;
import io.github.helpcrunchjdbc.search.Operator;
import io.github.helpcrunchjdbc.search.PageRequest;
import io.github.helpcrunchjdbc.search.Search;
import io.github.helpcrunchjdbc.search.SearchFilter;

/**
 * Checks answers that neither give nor count a customer. Some services answer so now and then, or
 * to searches without a filter.
 */
final class EmptyAnswerCheck {
  private static final SearchFilter ANYBODY = new SearchFilter(CustomerColumns.ID, Operator.GT, 0L);

  private EmptyAnswerCheck() {}

  /** Whether an answer neither gives nor counts a customer. */
  static boolean isEmpty(Page page) {
    return page.rows().isEmpty() && page.total() <= 0;
  }

  /**
   * Whether an empty answer is so odd that it has to be checked. It is always odd if an empty
   * answer was wrong within the last hour, and for all customers of an account that had some. Else
   * it is odd if the search has no filter or the answer has no total though others had one, unless
   * such an answer was right within the last hour or the statement may send no more requests. With
   * {@code consistency=strict}, it is always odd for all customers, and for other searches until an
   * empty answer was right.
   */
  static boolean isOdd(ReadContext reading, PageRequest request, Page page) {
    // Behind an offset a page may be empty, but the total still counts the customers before it.
    boolean isEnd = request.offset() > 0 && (page.total() != 0 || !reading.isStrict());
    if (!isEmpty(page) || isEnd || reading.isReplay()) {
      return false;
    }
    CheckOutcomes checkOutcomes = reading.facts().checkOutcomes();
    Search search = request.search();
    boolean isOfAll = search.filters().stream().allMatch(AnswerCheck::asksOnlyForATime);
    boolean isNew = !checkOutcomes.holds(Outcome.EMPTY_ANSWER_CONFIRMED);
    long customers = reading.facts().customers();
    boolean lacksTotal = page.total() == Page.UNKNOWN_TOTAL && customers != Page.UNKNOWN_TOTAL;
    boolean isNobody =
        search.filters().isEmpty() && !checkOutcomes.holds(Outcome.ACCOUNT_WITHOUT_CUSTOMERS);
    return checkOutcomes.holds(Outcome.EMPTY_ANSWER_WRONG)
        || (isOfAll && (customers > 0 || reading.isStrict()))
        || (isNew && reading.isStrict())
        || ((isNobody || (isNew && lacksTotal)) && reading.execution().budget().allows(1));
  }

  /**
   * Asks for a whole page: some services answer requests for one row with no row and total 0. A
   * search without a filter gets one that all meet: some services find nobody without one.
   */
  static Page askAgain(ReadContext reading, PageRequest request) {
    boolean isAccount = request.search().filters().isEmpty();
    PageRequest whole = new PageRequest(request.search(), request.offset(), reading.pageSize());
    Page again = isAccount ? ofAnybody(reading, whole) : reading.requestPage(whole);
    CheckOutcomes checkOutcomes = reading.facts().checkOutcomes();
    checkOutcomes.learn(
        isEmpty(again) ? Outcome.EMPTY_ANSWER_CONFIRMED : Outcome.EMPTY_ANSWER_WRONG);
    if (isAccount && isEmpty(again)) {
      checkOutcomes.learn(Outcome.ACCOUNT_WITHOUT_CUSTOMERS);
    }
    int count = Math.min(again.rows().size(), request.limit());
    return again.of(again.rows().subList(0, count));
  }

  private static Page ofAnybody(ReadContext reading, PageRequest whole) {
    try {
      Search anybody = whole.search().and(ANYBODY);
      return reading.requestPage(new PageRequest(anybody, whole.offset(), whole.limit()));
    } catch (HelpCrunchException e) {
      if (!Refusal.isOfFilters(e)) {
        throw e;
      }
      // Some services refuse filters on ids.
      return reading.requestPage(whole);
    }
  }
}
