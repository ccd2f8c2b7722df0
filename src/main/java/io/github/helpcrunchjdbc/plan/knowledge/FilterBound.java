package io.github.helpcrunchjdbc.plan.knowledge;

import io.github.helpcrunchjdbc.error.ErrorCode;
import io.github.helpcrunchjdbc.error.HelpCrunchException;
import io.github.helpcrunchjdbc.execution.Execution;
import io.github.helpcrunchjdbc.read.source.PageSource;
import io.github.helpcrunchjdbc.rows.PageDecoder;
import io.github.helpcrunchjdbc.search.Comparison;
import io.github.helpcrunchjdbc.search.CustomerColumns;
import io.github.helpcrunchjdbc.search.Operator;
import io.github.helpcrunchjdbc.search.PageRequest;
import io.github.helpcrunchjdbc.search.Search;
import io.github.helpcrunchjdbc.search.SearchFilter;
import java.util.Collections;
import java.util.List;
import java.util.logging.Logger;

/**
 * How many filters a search of an account may carry, and whether one was refused for their number.
 * Thread-safe.
 *
 * @param maxFilters how many the user wants a search to carry at the most
 */
public record FilterBound(AccountFacts facts, PageSource pages, int maxFilters) {
  private static final Logger LOG = Logger.getLogger("io.github.helpcrunchjdbc.learned");

  /** Few services take fewer filters, so that a refusal of a short search is seldom for that. */
  private static final int FEWEST_SUSPECTED = 2;

  private static final SearchFilter ANYBODY = new SearchFilter(CustomerColumns.ID, Operator.GE, 0L);

  /** How many filters a search may carry. */
  public int most() {
    return Math.min(maxFilters, facts.mostFilters());
  }

  /** Notes how many filters a search shall carry from now on, as one with more was refused. */
  public void learn(int most, Execution execution) {
    String fact = "searches have " + most + " filters at the most, as one with more was refused";
    LOG.config(() -> execution.logPrefix() + fact);
    execution.statistics().learned(fact);
    facts.learnMostFilters(most);
    note("takes " + most + " filters at the most", "one with more was refused");
  }

  private void note(String fact, String evidence) {
    pages.facts().learned().note("search", fact, evidence);
  }

  /**
   * Halves how many filters searches carry, if one may have been refused for too many (not
   * documented). Of few filters that is asked, of more it is shown by whether half as many are
   * refused as well.
   *
   * @return whether it did
   */
  public boolean halveIfSuspected(HelpCrunchException refusal, Execution execution) {
    return halve(refusal, !mayBeExceeded(refusal.filters()), execution);
  }

  /** The same only if as many filters that find everybody are refused too. */
  public boolean halveIfProven(HelpCrunchException refusal, Execution execution) {
    return halve(refusal, true, execution);
  }

  /**
   * Finds out how many filters a search may carry, if one was refused for its number of them. Its
   * statement can't be begun anew, as some of its rows were handed on.
   *
   * @return the refusal, which says so if fewer are sent from now on
   */
  public HelpCrunchException learnFrom(HelpCrunchException refusal, Execution execution) {
    try {
      if (isOfNumber(refusal, true, execution)) {
        // Where one is refused as well, their number is not the reason.
        for (int most = refusal.filters() / 2; most > 0; most /= 2) {
          if (!isRefused(most, execution)) {
            learn(most, execution);
            return new HelpCrunchException(
                refusal.code(),
                refusal.vendorCode(),
                refusal.getMessage()
                    + "; from now on searches have "
                    + most()
                    + " filters at the most: execute the statement again",
                refusal);
          }
        }
      }
    } catch (HelpCrunchException failure) {
      // A request that fails here does not hide why the rows have ended.
      refusal.addSuppressed(failure);
    }
    return refusal;
  }

  private boolean halve(HelpCrunchException refusal, boolean isAsked, Execution execution) {
    boolean halved = isOfNumber(refusal, isAsked, execution);
    if (halved) {
      learn(refusal.filters() / 2, execution);
    }
    return halved;
  }

  /**
   * Whether a search was refused for its number of filters; if that is not asked, whether it may
   * be.
   */
  private boolean isOfNumber(HelpCrunchException refusal, boolean isAsked, Execution execution) {
    int half = refusal.filters() / 2;
    return refusal.code() == ErrorCode.SEARCH_REFUSED
        && half > 0
        && half < most()
        && (!isAsked || isRefused(refusal.filters(), execution));
  }

  /** Takes back what refusals made suspect, if fewer filters were refused as well. */
  public void restore(int most, HelpCrunchException last) {
    if (last.code() == ErrorCode.SEARCH_REFUSED && most() < most) {
      facts.learnMostFilters(most);
      note("is not refused for the number of its filters", "one with fewer was refused as well");
    }
  }

  /** Whether a search with so many filters may be refused for their number. */
  public boolean mayBeExceeded(int filters) {
    return filters / 2 >= FEWEST_SUSPECTED;
  }

  /** Whether the service refuses so many filters also where each finds every customer. */
  private boolean isRefused(int filters, Execution execution) {
    Search search = Search.ALL.withFilters(Collections.nCopies(filters, ANYBODY), Comparison.AND);
    try {
      execution.budget().checkRequest();
      pages.search(
          new PageRequest(search, 0, 1), new PageDecoder(List.of(CustomerColumns.ID)), execution);
      return false;
    } catch (HelpCrunchException e) {
      if (e.code() == ErrorCode.OVER_BUDGET) {
        return false;
      } else if (e.code() == ErrorCode.SEARCH_REFUSED) {
        return true;
      }
      throw e;
    }
  }
}
