package io.github.helpcrunchjdbc.read.totals;

import io.github.helpcrunchjdbc.learned.ServiceFact;
import io.github.helpcrunchjdbc.read.facts.ReadFacts;
import io.github.helpcrunchjdbc.read.page.FilterCheck;
import io.github.helpcrunchjdbc.read.page.RangeCounter;
import io.github.helpcrunchjdbc.read.page.ReadContext;
import io.github.helpcrunchjdbc.read.paging.PagedSearch;
import io.github.helpcrunchjdbc.read.paging.SearchEnd;
import io.github.helpcrunchjdbc.read.request.RowDemand;
import io.github.helpcrunchjdbc.read.stream.IdSet;
import io.github.helpcrunchjdbc.rows.Page;
import io.github.helpcrunchjdbc.search.PageRequest;
import io.github.helpcrunchjdbc.search.Search;
import io.github.helpcrunchjdbc.search.SortOrder;
import org.jspecify.annotations.Nullable;

/** Asks for totals, by one request each, and decides whether to believe them. Not thread-safe. */
public final class Totals {
  private final ReadContext reading;
  private @Nullable Search last;
  private @Nullable Long lastTotal;

  public Totals(ReadContext reading) {
    this.reading = reading;
  }

  /** Returns how many customers a search finds, null if that is not known or not believed. */
  public @Nullable Long of(Search search) {
    last = null;
    lastTotal = requestTotal(search);
    last = search;
    return lastTotal;
  }

  /** Like {@link #of}, but if this search was the last one, its total is not asked for again. */
  public @Nullable Long now(Search search) {
    return search.equals(last) ? lastTotal : of(search);
  }

  private @Nullable Long requestTotal(Search search) {
    PagedSearch pages = PagedSearch.of(reading, search, 0, RowDemand.one());
    if (reading.holds(ServiceFact.TOTALS_UNRELIABLE)) {
      return null;
    }
    pages.nextPage();
    long total = pages.total();
    if (pages.early() != null
        || total == Page.UNKNOWN_TOTAL
        || reading.holds(ServiceFact.TOTALS_UNRELIABLE)) {
      return null;
    }
    if (SearchEnd.isLikelyCapped(total)) {
      return uncapped(search, total);
    }
    boolean isWhole = total != 1 || countsWholeSearch(search);
    return isWhole && isBelieved(search, total) && isOfFilters(search, total, pages.seen())
        ? countedOn(search, total, pages.seen())
        : null;
  }

  /**
   * Returns the number of customers of a search. Its total may be a limit at which counting and
   * offsets both end, so the search for all customers but one is counted too.
   */
  private @Nullable Long countedOn(Search search, long total, IdSet seen) {
    RangeCounter counter = new RangeCounter(reading, search);
    if (seen.size() == 0 || !counter.isInDoubt(total)) {
      return total;
    }
    boolean isCapped = counter.capWithout(total, seen.any()) == RangeCounter.Cap.REACHED;
    long count = isCapped ? counter.count(total) : total;
    if (count == total) {
      reading.facts().checkOutcomes().learnCounted(total);
    }
    return count < 0 ? null : (Long) count;
  }

  private boolean isOfFilters(Search search, long total, IdSet seen) {
    return seen.size() == 0 || FilterCheck.isPassed(reading, search, total, seen.any());
  }

  /** Whether a total of 1 counts the search, and not just the row that was asked for. */
  private boolean countsWholeSearch(Search search) {
    if (reading.facts().areTotalsBeyondPages() || search.mostFound() == 1) {
      return true;
    }
    Page two = reading.page(new PageRequest(search, 0, 2));
    if (two.rows().size() > 1) {
      reading.note(ServiceFact.TOTALS_UNRELIABLE, "a total of 1 is of one page, not of the search");
    }
    return two.rows().size() <= 1;
  }

  /** Returns the number of customers of a search at whose total the service may stop counting. */
  private @Nullable Long uncapped(Search search, long total) {
    PageRequest end = new PageRequest(search.withSort(SortOrder.STABLE), total - 1, 2);
    Page page = reading.pageUnlessRefused(end);
    RangeCounter counter = new RangeCounter(reading, search);
    boolean capped =
        page == null
            || page.rows().size() != 1
            || counter.capOf(total, page.rows()) != RangeCounter.Cap.NONE;
    long count = capped ? counter.count(total) : total;
    return count < 0 ? null : (Long) count;
  }

  boolean isBelieved(Search search, long total) {
    ReadFacts facts = reading.facts();
    boolean doubtful =
        SearchEnd.isLikelyCapped(total) || (reading.isStrict() && !facts.areTotalsSeenRight());
    boolean refuted = reading.isStrict() && facts.areTotalsSeenWrong();
    return !reading.holds(ServiceFact.TOTALS_UNRELIABLE)
        && !refuted
        && (!doubtful || isSeenRight(search, total));
  }

  /** Asks for the last customer that a total counts and the next one: exactly one must be there. */
  private boolean isSeenRight(Search search, long total) {
    if (total == 0) {
      return true;
    }
    Page page = reading.pageUnlessRefused(new PageRequest(search, total - 1, 2));
    if (page != null && page.rows().size() == 1 && page.total() == total) {
      if (SearchEnd.isEvidence(total)) {
        reading.facts().learnTotalsSeenRight();
      }
      return true;
    }
    return false;
  }
}
