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
 * How many filters a search of an account may carry, and whether a search was refused because it
 * had too many. Thread-safe.
 *
 * @param maxFilters how many filters a search may carry at the most, as the user has set it
 */
public record FilterBound(AccountFacts facts, PageSource pages, int maxFilters) {
  private static final Logger LOG = Logger.getLogger("io.github.helpcrunchjdbc.learned");

  /** A search with less than twice as many filters is hardly ever refused for their number. */
  private static final int FEWEST_SUSPECTED = 2;

  private static final SearchFilter ANYBODY = new SearchFilter(CustomerColumns.ID, Operator.GE, 0L);

  /** Returns how many filters a search may carry. */
  public int most() {
    return Math.min(maxFilters, facts.mostFilters());
  }

  /** Notes how many filters a search may carry from now on, because one with more was refused. */
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
   * Halves the bound of filters if a search may have been refused because it had too many. The API
   * documents no bound. For a search with few filters, the service is asked. For one with more, the
   * statement is tried again with half as many; {@link #restore} takes the halving back if that is
   * refused as well.
   *
   * @return whether the bound was halved
   */
  public boolean halveIfSuspected(HelpCrunchException refusal, Execution execution) {
    return halve(refusal, !mayBeExceeded(refusal.filters()), execution);
  }

  /** Like {@link #halveIfSuspected}, but asks the service also about searches with many filters. */
  public boolean halveIfProven(HelpCrunchException refusal, Execution execution) {
    return halve(refusal, true, execution);
  }

  /**
   * Finds out how many filters a search may carry, if one was refused because it had too many. For
   * a statement that has returned rows already, and can't begin again.
   *
   * @return the refusal; its message names the new bound if there is one
   */
  public HelpCrunchException learnFrom(HelpCrunchException refusal, Execution execution) {
    try {
      if (isOfNumber(refusal, true, execution)) {
        // If even one filter is refused, the number of filters is not the reason.
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
      // A failure of this question must not hide why the statement failed.
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
   * Whether a search was refused because of its number of filters.
   *
   * @param isAsked whether to ask the service; if not, the answer is a suspicion
   */
  private boolean isOfNumber(HelpCrunchException refusal, boolean isAsked, Execution execution) {
    int half = refusal.filters() / 2;
    return refusal.code() == ErrorCode.SEARCH_REFUSED
        && half > 0
        && half < most()
        && (!isAsked || isRefused(refusal.filters(), execution));
  }

  /** Restores the bound of filters to {@code most} if a search with fewer was refused as well. */
  public void restore(int most, HelpCrunchException last) {
    if (last.code() == ErrorCode.SEARCH_REFUSED && most() < most) {
      facts.learnMostFilters(most);
      note("is not refused for the number of its filters", "one with fewer was refused as well");
    }
  }

  /** Whether a search with this many filters may be refused because it has too many. */
  public boolean mayBeExceeded(int filters) {
    return filters / 2 >= FEWEST_SUSPECTED;
  }

  /** Whether the service refuses this many filters even if each of them finds every customer. */
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
