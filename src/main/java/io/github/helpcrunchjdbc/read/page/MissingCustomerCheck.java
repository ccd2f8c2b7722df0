package io.github.helpcrunchjdbc.read.page;

import io.github.helpcrunchjdbc.error.ErrorCode;
import io.github.helpcrunchjdbc.error.HelpCrunchException;
import io.github.helpcrunchjdbc.learned.ServiceFact;
import io.github.helpcrunchjdbc.read.facts.CheckOutcomes.Outcome;
import io.github.helpcrunchjdbc.rows.Page;
import io.github.helpcrunchjdbc.search.Comparison;
import io.github.helpcrunchjdbc.search.CustomerColumns;
import io.github.helpcrunchjdbc.search.Operator;
import io.github.helpcrunchjdbc.search.PageRequest;
import io.github.helpcrunchjdbc.search.Search;
import io.github.helpcrunchjdbc.search.SearchFilter;
import io.github.helpcrunchjdbc.search.SortOrder;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Checks whether customers are missing where no row can show it: in what OR finds, in an order, and
 * at the exact second of a bound. Each check is made once an hour for an account, and only with
 * {@code consistency=strict}.
 */
final class MissingCustomerCheck {
  /** How often totals that differ are requested again. */
  private static final int ROUNDS = 3;

  private MissingCustomerCheck() {}

  /**
   * With {@code consistency=strict}, checks once an hour what no row shows: that OR finds the
   * customers that either filter finds, that {@code >=} finds a customer whose lastSeen is that
   * second, and that a sorted search leaves out no one.
   *
   * @throws HelpCrunchException INCONSISTENT if a customer is seen to be missing
   */
  static void ask(ReadContext reading, Search search, Page page) {
    if (!reading.isStrict() || reading.isReplay()) {
      return;
    }
    if (!search.isConjunction()) {
      askOnce(reading, Outcome.ANY_FOUND, () -> seeAnyFound(reading, page));
    }
    if (reading.layout().has(CustomerColumns.LAST_SEEN)
        && !page.rows().isEmpty()
        && search.filters().stream().anyMatch(MissingCustomerCheck::asksSince)) {
      askOnce(reading, Outcome.EXACT_SECOND_FOUND, () -> seeFound(reading, page.rows().get(0)));
    }
    SortOrder sort = search.sort();
    boolean isCounted =
        page.total() != Page.UNKNOWN_TOTAL && !reading.holds(ServiceFact.TOTALS_UNRELIABLE);
    if (sort != null && isCounted && !asksForTime(search, sort)) {
      boolean isFirstSeen = sort.column().equals(CustomerColumns.FIRST_SEEN);
      askOnce(
          reading,
          isFirstSeen ? Outcome.BY_FIRST_SEEN_COUNTED : Outcome.BY_LAST_SEEN_COUNTED,
          () -> seeCountedAlike(reading, search, page.total()));
    }
  }

  private static boolean asksSince(SearchFilter filter) {
    return filter.column().equals(CustomerColumns.LAST_SEEN)
        && filter.operator() == Operator.GE
        && !AnswerCheck.asksOnlyForATime(filter);
  }

  /** Checks that a search by a customer's lastSeen finds the customer, unless it was deleted. */
  private static void seeFound(ReadContext reading, @Nullable Object[] row) {
    Search one = Search.ofId(reading.id(row));
    if (reading.layout().value(row, CustomerColumns.LAST_SEEN) instanceof Long shown
        && findsNoCustomer(
            reading,
            one.and(
                new SearchFilter(
                    CustomerColumns.LAST_SEEN, Operator.GE, Math.floorDiv(shown, 1000L))))
        && !findsNoCustomer(reading, one)) {
      String what =
          "a search for lastSeen >= the second that the service shows does not find this customer";
      reading.flawed(ErrorCode.MAYBE_INCOMPLETE, what);
    }
  }

  private static boolean findsNoCustomer(ReadContext reading, Search search) {
    return found(reading, search).isEmpty();
  }

  /** The first ids that a search finds. */
  private static List<Long> found(ReadContext reading, Search search) {
    ReadContext looking = reading.probing();
    Page page = looking.requestPage(new PageRequest(search, 0, 3));
    // Some services wrongly give an empty answer now and then, so an empty answer is checked.
    Page found = page.rows().isEmpty() ? looking.requestPage(new PageRequest(search, 0, 2)) : page;
    return found.rows().stream().map(looking::id).toList();
  }

  /** Whether filters leave out customers without a time. Then an order may leave them out too. */
  private static boolean asksForTime(Search search, SortOrder sort) {
    return search.isConjunction()
        && search.filters().stream()
            .anyMatch(
                filter -> filter.column().equals(sort.column()) && !filter.operator().isNegative());
  }

  private static void askOnce(ReadContext reading, Outcome outcome, Runnable check) {
    if (reading.facts().checkOutcomes().holds(outcome)) {
      return;
    }
    try {
      check.run();
    } catch (HelpCrunchException e) {
      if (!Refusal.isRefusal(e)) {
        throw e;
      }
    }
    reading.facts().checkOutcomes().learn(outcome);
  }

  /**
   * Compares the totals of all customers with and without the sort. It takes all customers because
   * the filters of the search might leave out the same ones as the sort.
   */
  private static void seeCountedAlike(ReadContext reading, Search search, long counted) {
    PageRequest inOrder = new PageRequest(Search.ALL.withSort(search.sort()), 0, 1);
    PageRequest inNone = new PageRequest(Search.ALL, 0, 1);
    // This reader decodes nothing of customers that the statement did not ask for, so no value of
    // theirs can fail.
    ReadContext looking = reading.probing();
    long sorted = search.filters().isEmpty() ? counted : looking.requestPage(inOrder).total();
    long total = looking.requestPage(inNone).total();
    boolean differs =
        sorted != Page.UNKNOWN_TOTAL && total != Page.UNKNOWN_TOTAL && total != sorted;
    // A customer may come or go between two totals, and back again.
    for (int round = 0; differs && round < ROUNDS; round++) {
      differs =
          looking.requestPage(inNone).total() == total
              && looking.requestPage(inOrder).total() == sorted;
    }
    if (differs) {
      String counts = sorted + " customers in an order and " + total + " in none";
      reading.flawed(ErrorCode.MAYBE_INCOMPLETE, "the service counts " + counts);
    }
  }

  private static void seeAnyFound(ReadContext reading, Page page) {
    List<Long> ids = firstTwo(reading, page);
    boolean isFound = ids.size() > 1 && areFound(reading, ids);
    // A page of one row has no two customers, and a customer of the page may have been deleted
    // meanwhile.
    List<Long> others = isFound ? ids : anyTwo(reading.probing());
    if (!isFound && others.size() > 1 && !areFound(reading, others)) {
      String what = "the service does not find two known ids joined by OR";
      reading.flawed(ErrorCode.MAYBE_INCOMPLETE, what);
    }
  }

  private static List<Long> anyTwo(ReadContext looking) {
    return firstTwo(looking, looking.requestPage(new PageRequest(Search.ALL, 0, 2)));
  }

  private static List<Long> firstTwo(ReadContext reading, Page page) {
    return page.rows().stream().map(reading::id).limit(2).toList();
  }

  private static boolean areFound(ReadContext reading, List<Long> ids) {
    List<SearchFilter> filters =
        ids.stream().flatMap(id -> Search.ofId(id).filters().stream()).toList();
    Search known = Search.ALL.withFilters(filters, Comparison.OR);
    return found(reading, known).containsAll(ids);
  }
}
