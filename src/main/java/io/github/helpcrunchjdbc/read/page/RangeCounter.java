package io.github.helpcrunchjdbc.read.page;

import io.github.helpcrunchjdbc.error.HelpCrunchException;
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
 * Counts the customers of a search whose total stops counting, as the sum of the totals of ranges
 * of ids. Not thread-safe.
 */
public final class RangeCounter {
  /** What is known of a total at which a service may stop counting. */
  public enum Cap {
    /** It is the number of customers. */
    NONE,
    /** There are more customers than that. */
    REACHED,
    /** The service does not say how many others there are. */
    UNKNOWN
  }

  /** Where a service stops counting is likely a multiple of this. */
  private static final long LIKELY_STEP = 1_000;

  /** Where nothing is believed, of this: a sound account seldom has so many. */
  private static final long STEP = 100;

  /** Behind one, the likeliest digit in front of the zeros. */
  private static final int LIKELY_DIGIT = 5;

  private final ReadContext reading;
  private final Search search;
  private final boolean canAdd;

  /**
   * A counter of a search. Ranges can be added to filters that are ANDed. Where they are ORed the
   * totals of the account, which has no fewer, show whether the service counts on.
   */
  public RangeCounter(ReadContext reading, Search search) {
    this.reading = reading;
    this.canAdd = search.isConjunction();
    this.search = (canAdd ? search : Search.ALL).withSort(SortOrder.STABLE);
  }

  /**
   * Whether the service may stop counting at a total, and offsets end there too, and nothing has
   * shown within an hour that it does not. Unless nothing is believed, that is looked into at
   * 5,000, 50,000 and so on: at other numbers it costs more than it is likely to be of use.
   */
  public boolean isInDoubt(long total) {
    long first = total;
    while (first > 0 && first % 10 == 0) {
      first /= 10;
    }
    return total > 0
        && (reading.isDistrustful()
            ? total % STEP == 0
            : total % LIKELY_STEP == 0 && first == LIKELY_DIGIT)
        && reading.facts().customers() <= total
        && !reading.facts().controls().isCounted(total);
  }

  /**
   * Whether a total is where the service stops counting: then two halves have more together. Where
   * ranges can't be added, all of the account but one are then as many. That takes two requests at
   * the most.
   *
   * @param rows some of the customers counted
   */
  public Cap capOf(long total, List<@Nullable Object[]> rows) {
    return capOf(total, reading.sortedIds(rows));
  }

  /**
   * The same.
   *
   * @param ids of some of the customers counted, ascending; in their middle it is halved
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
      return lower >= total ? Cap.REACHED : Cap.UNKNOWN;
    }
    long upper = page(IdRange.ALL.from(middle), 0, 1).total();
    if (upper == Page.UNKNOWN_TOTAL) {
      return Cap.UNKNOWN;
    }
    return lower + upper > total ? Cap.REACHED : Cap.NONE;
  }

  /**
   * Whether a total is where the service stops counting: then all but one are as many. Of an
   * account that has just one more that is so as well, so its own total is asked for too.
   *
   * @param id of one of the customers counted
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

  /** The total of all but one customer, {@link Page#UNKNOWN_TOTAL} if the service does not say. */
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
   * The number of customers, {@link Page#UNKNOWN_TOTAL} if ranges of ids don't tell it.
   *
   * @param cap where the service stops counting
   */
  public long count(long cap) {
    if (!canAdd) {
      return Page.UNKNOWN_TOTAL;
    }
    Deque<IdRange> ranges = new ArrayDeque<>(List.of(IdRange.ALL));
    long sum = 0;
    while (!ranges.isEmpty()) {
      IdRange range = ranges.pop();
      Page page = page(range, cap / 2, reading.pageSize());
      if (page.total() == Page.UNKNOWN_TOTAL) {
        return Page.UNKNOWN_TOTAL;
      } else if (page.total() < cap) {
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
    return sum;
  }

  private Page page(IdRange range, long offset, int limit) {
    reading.execution().checkActive();
    return reading.page(new PageRequest(range.of(search), offset, limit));
  }
}
