package io.github.helpcrunchjdbc.read.page;

import io.github.helpcrunchjdbc.error.HelpCrunchException;
import io.github.helpcrunchjdbc.read.facts.Controls;
import io.github.helpcrunchjdbc.read.facts.Controls.Outcome;
import io.github.helpcrunchjdbc.read.facts.ReadFacts;
import io.github.helpcrunchjdbc.rows.Page;
import io.github.helpcrunchjdbc.search.Comparison;
import io.github.helpcrunchjdbc.search.PageRequest;
import io.github.helpcrunchjdbc.search.Search;

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
    return isPassed(reading, search, total, known, isSelective(search));
  }

  /**
   * The same of a page behind an offset: whom it leaves out might have shown it. So a range that
   * holds everybody is doubted as well.
   *
   * @throws HelpCrunchException NOT_AS_ASKED if another comes for an id
   */
  public static void seeBehind(ReadContext reading, PageRequest request, Page page) {
    isPassed(reading, request.search(), page.total(), reading.id(page.rows().get(0)), true);
  }

  private static boolean isPassed(
      ReadContext reading, Search search, long total, long known, boolean isOdd) {
    ReadFacts facts = reading.facts();
    long all = facts.customers();
    boolean isCounted = total != Page.UNKNOWN_TOTAL && all != Page.UNKNOWN_TOTAL;
    boolean isDoubtful = reading.isDistrustful() || isOdd;
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
    try {
      Page page = reading.page(new PageRequest(Search.ofId(known), 0, 2));
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

  private static boolean isNobody(Page page) {
    return page.rows().isEmpty() && page.total() <= 0;
  }

  /**
   * Whether nobody comes of an account that had somebody, or of which nothing is believed; of
   * filters until such an answer has held, and always once one has not.
   */
  static boolean isNobodyOdd(ReadContext reading, PageRequest request, Page page) {
    // Behind an offset nobody may come, but who stands before it counts.
    boolean isEnd = request.offset() > 0 && (page.total() != 0 || !reading.isDistrustful());
    if (!isNobody(page) || isEnd || reading.isReplay()) {
      return false;
    }
    Controls controls = reading.facts().controls();
    boolean isOfAll = request.search().filters().stream().allMatch(AnswerCheck::asksOnlyForATime);
    return controls.holds(Outcome.NOBODY_IN_BETWEEN)
        || (isOfAll && reading.facts().customers() > 0)
        || (reading.isDistrustful() && (isOfAll || !controls.holds(Outcome.NOBODY_CONFIRMED)));
  }

  /**
   * Asks again, for a whole page: some services have and count nobody where one row is asked for.
   */
  static Page insteadOfNobody(ReadContext reading, PageRequest request) {
    Page again =
        reading.asked(new PageRequest(request.search(), request.offset(), reading.pageSize()));
    Outcome seen = isNobody(again) ? Outcome.NOBODY_CONFIRMED : Outcome.NOBODY_IN_BETWEEN;
    reading.facts().controls().learn(seen);
    int count = Math.min(again.rows().size(), request.limit());
    return again.of(again.rows().subList(0, count));
  }

  /** Whether a search asks only for those with a time, and such filters found others as well. */
  public static boolean isUntimedFound(ReadContext reading, Search search) {
    return reading.facts().controls().holds(Outcome.UNTIMED_FOUND) && asksOnlyForATime(search);
  }

  private static boolean asksOnlyForATime(Search search) {
    return search.isConjunction()
        && search.filters().stream().anyMatch(AnswerCheck::asksOnlyForATime);
  }

  /** Takes an answer with so few customers that it can't be of the whole account. */
  static void learn(ReadContext reading, PageRequest request, Page page) {
    if (asksOnlyForATime(request.search())
        && page.undecoded().isEmpty()
        && page.rows().stream().anyMatch(row -> reading.value(row) == null)) {
      reading.facts().controls().learn(Outcome.UNTIMED_FOUND);
    }
    if (request.search().filters().isEmpty() || request.offset() > 0) {
      return;
    }
    if (isNobody(page) || isFew(reading.facts(), request, page)) {
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
