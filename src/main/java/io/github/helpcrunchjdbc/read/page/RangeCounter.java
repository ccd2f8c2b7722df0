package io.github.helpcrunchjdbc.read.page;

import io.github.helpcrunchjdbc.error.HelpCrunchException;
import io.github.helpcrunchjdbc.read.facts.CheckOutcomes;
import io.github.helpcrunchjdbc.read.request.IdRange;
import io.github.helpcrunchjdbc.rows.Page;
import io.github.helpcrunchjdbc.search.CustomerColumns;
import io.github.helpcrunchjdbc.search.Operator;
import io.github.helpcrunchjdbc.search.PageRequest;
import io.github.helpcrunchjdbc.search.Search;
import io.github.helpcrunchjdbc.search.SearchFilter;
import io.github.helpcrunchjdbc.search.SortOrder;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Counts the customers of a search whose total stops at a limit (a cap). The count is the sum of
 * the totals of ranges of ids. Not thread-safe.
 */
public final class RangeCounter {
  /** What is known about a total at which the service may stop counting. */
  public enum Cap {
    /** The total is the number of customers. */
    NONE,
    /** There are more customers than the total says. */
    REACHED,
    /** The service does not say how many other customers there are. */
    UNKNOWN
  }

  /** A limit at which a service stops counting is likely a multiple of this. */
  private static final long LIKELY_STEP = 1_000;

  /**
   * With {@code consistency=strict}, a total that is a multiple of this is checked, also if the
   * service has counted nearly as far.
   */
  private static final long STEP = 100;

  /** After 1, this is the likeliest first digit of a limit. */
  private static final int LIKELY_DIGIT = 5;

  /** Rounded totals of the parts of a search exceed its own by at most one in so many. */
  private static final int HARDLY_MORE = 5;

  private final ReadContext reading;
  private final Search search;
  private final boolean canAdd;

  /**
   * Creates a counter of a search. Ranges can be added to filters that are ANDed. If the filters
   * are ORed, the counter uses the totals of the whole account, which has no fewer customers, to
   * find out whether the service counts on.
   */
  public RangeCounter(ReadContext reading, Search search) {
    this.reading = reading;
    this.canAdd = search.isConjunction();
    this.search = (canAdd ? search : Search.ALL).withSort(SortOrder.STABLE);
  }

  /**
   * Whether the service may stop counting at a total, and no answer within an hour has shown that
   * it counts on. Unless {@code consistency=strict}, only 5,000, 50,000 and so on are in doubt: for
   * other totals a check costs more than it is likely to save, and an account of just 500 or 1,000
   * customers would pay for it. With it, every total of more than a page is in doubt unless an
   * answer has shown that the service counts on at nine tenths of it, and so is every multiple of
   * 100.
   */
  public boolean isInDoubt(long total) {
    long first = total;
    while (first > 0 && first % 10 == 0) {
      first /= 10;
    }
    CheckOutcomes checkOutcomes = reading.facts().checkOutcomes();
    boolean isRound = total % STEP == 0;
    boolean isPages = total > reading.pageSize();
    return total > 0
        && (reading.isStrict()
            ? isRound || (isPages && !checkOutcomes.isCounted(total - total / 10))
            : total % LIKELY_STEP == 0 && first == LIKELY_DIGIT)
        && reading.facts().customers() <= total
        && !checkOutcomes.isCounted(total);
  }

  /**
   * Finds out whether the service stops counting at a total, with at most two requests. If it does,
   * two halves of the search have more customers together. If ranges can't be added, a search for
   * all customers of the account but one then has the same total.
   *
   * @param rows some of the customers counted
   */
  public Cap capOf(long total, List<@Nullable Object[]> rows) {
    return capOf(total, reading.sortedIds(rows));
  }

  /**
   * Like {@link #capOf(long, List)}.
   *
   * @param ids the ids of some of the customers counted, ascending; the search is halved in their
   *     middle
   */
  public Cap capOf(long total, long[] ids) {
    if (ids.length == 0) {
      return Cap.NONE;
    }
    long middle = ids[(ids.length - 1) / 2];
    if (!canAdd) {
      return capWithout(total, middle);
    }
    long lower = page(IdRange.ALL.upTo(middle), 0, 1).total();
    if (lower == Page.UNKNOWN_TOTAL || lower >= total) {
      return lower >= total && isOneFewer(total, middle) ? Cap.REACHED : Cap.UNKNOWN;
    }
    long upper = page(IdRange.ALL.from(middle), 0, 1).total();
    if (upper == Page.UNKNOWN_TOTAL) {
      return Cap.UNKNOWN;
    }
    return lower + upper > total ? Cap.REACHED : Cap.NONE;
  }

  /** Whether one customer is counted as fewer than all, so that filters change what is counted. */
  private boolean isOneFewer(long total, long id) {
    SearchFilter one = Search.ofId(id).filters().get(0);
    long own = reading.page(new PageRequest(search.and(one), 0, 2)).total();
    return own != Page.UNKNOWN_TOTAL && own < total;
  }

  /**
   * Finds out whether the service stops counting at a total. If it does, a search for all customers
   * but one has the same total. For ORed filters that is also so if the account has exactly one
   * customer more, so the account's own total is asked for too.
   *
   * @param id the id of one of the customers counted
   */
  public Cap capWithout(long total, long id) {
    long others = countWithout(id);
    if (others < 0) {
      return Cap.UNKNOWN;
    }
    if (others != total || canAdd) {
      return others == total ? Cap.REACHED : Cap.NONE;
    }
    long own = reading.page(new PageRequest(search, 0, 1)).total();
    if (own == Page.UNKNOWN_TOTAL) {
      return Cap.UNKNOWN;
    }
    return own <= total ? Cap.REACHED : Cap.NONE;
  }

  /**
   * Returns the total of the search without one customer, {@link Page#UNKNOWN_TOTAL} if there is
   * none.
   */
  private long countWithout(long id) {
    SearchFilter others = new SearchFilter(CustomerColumns.ID, Operator.NE, id);
    try {
      return reading.page(new PageRequest(search.and(others).withSort(null), 0, 1)).total();
    } catch (HelpCrunchException e) {
      if (!Refusal.isOfFilters(e)) {
        throw e;
      }
      return Page.UNKNOWN_TOTAL;
    }
  }

  /**
   * Returns the number of customers, {@link Page#UNKNOWN_TOTAL} if ranges of ids don't tell it. If
   * the ranges have hardly more customers, and all totals end in 0, also that of a range without
   * one customer, they are rounded: their sum is no better than {@code cap}, which is returned.
   *
   * @param cap the total at which the service stops counting
   */
  public long count(long cap) {
    if (!canAdd) {
      return Page.UNKNOWN_TOTAL;
    }
    Deque<IdRange> ranges = new ArrayDeque<>(List.of(IdRange.ALL));
    IdRange part = IdRange.ALL;
    boolean isRound = true;
    long sum = 0;
    while (!ranges.isEmpty()) {
      IdRange range = ranges.pop();
      Page page = page(range, cap / 2, reading.pageSize());
      if (page.total() == Page.UNKNOWN_TOTAL) {
        return Page.UNKNOWN_TOTAL;
      } else if (page.total() < cap) {
        part = range.last() == null ? part : range;
        isRound &= page.total() % 10 == 0;
        sum += page.total();
        continue;
      }
      long[] ids = reading.sortedIds(page.rows());
      if (ids.length < 2) {
        return Page.UNKNOWN_TOTAL;
      }
      ranges.push(range.from(IdRange.middle(ids)));
      ranges.push(range.upTo(IdRange.middle(ids)));
    }
    // The bound of a range is the id of a customer in it.
    boolean isRounded =
        isRound
            && part.last() != null
            && sum - cap <= cap / HARDLY_MORE
            && new RangeCounter(reading, part.of(search)).countWithout(part.last()) % 10 == 0;
    return isRounded ? cap : sum;
  }

  private Page page(IdRange range, long offset, int limit) {
    reading.execution().checkActive();
    return reading.page(new PageRequest(range.of(search), offset, limit));
  }
}
