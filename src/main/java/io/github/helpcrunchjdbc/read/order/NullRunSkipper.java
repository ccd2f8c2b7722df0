package io.github.helpcrunchjdbc.read.order;

import io.github.helpcrunchjdbc.learned.ServiceFact;
import io.github.helpcrunchjdbc.read.page.NeverSeen;
import io.github.helpcrunchjdbc.read.page.ReadContext;
import io.github.helpcrunchjdbc.read.paging.PagedSearch;
import io.github.helpcrunchjdbc.read.request.RowDemand;
import io.github.helpcrunchjdbc.read.request.RowOrder;
import io.github.helpcrunchjdbc.rows.Page;
import io.github.helpcrunchjdbc.search.PageRequest;
import io.github.helpcrunchjdbc.search.Search;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Finds the first row with a value after many rows without one. It takes a few requests if a guess
 * is near, else as many as the logarithm of the number of rows. It serves columns that no filter
 * can search.
 */
final class NullRunSkipper {
  /** How many customers may be deleted while the place is searched for. */
  private static final int SLACK = 5;

  /** In a search of fewer pages, a guess saves nothing. */
  private static final long FEW_PAGES = 10;

  /** The number of probes is enough for an account of any size, as the steps double. */
  private static final int MOST_PROBES = 50;

  private final ReadContext reading;
  private final ReadContext probing;
  private final Search search;
  private final RowOrder order;
  private final RowDemand wanted;

  NullRunSkipper(ReadContext reading, Search search, RowOrder order, RowDemand wanted) {
    this.reading = reading;
    this.probing = reading.probing();
    this.search = search.withSort(order.sort());
    this.order = order;
    this.wanted = wanted;
  }

  /**
   * Returns pages that begin just before the first row with a value; null if the service's offsets
   * don't lead there.
   *
   * @param known how many rows at the front are known to have no value
   * @param total how many rows there are, as the service says
   */
  @Nullable PagedSearch from(long known, long total) {
    long place = find(known, guess(total));
    if (place < 0) {
      return null;
    }
    reading.facts().nulls().learnInFront(search, place);
    return before(place);
  }

  /**
   * Returns pages that begin just before the place where an earlier statement found the first row
   * with a value; null if none did. Customers have come and gone since: the first page has to show
   * that the place is still right.
   */
  @Nullable PagedSearch remembered() {
    Long place = reading.facts().nulls().inFront(search);
    return place == null ? null : before(place);
  }

  /** Whether a first page begins with a row without a value and ends with a row with one. */
  boolean isAtPlace(List<@Nullable Object[]> first) {
    return reading.value(first.get(0)) == null
        && reading.value(first.get(first.size() - 1)) != null;
  }

  private PagedSearch before(long place) {
    long slack = Math.min(SLACK, place);
    return PagedSearch.of(reading, search, order, place - slack, wanted.after(-slack));
  }

  /** Returns the offset to look at first, negative if there is no guess. */
  private long guess(long total) {
    Long before = reading.facts().nulls().inFront(search);
    Long never =
        before == null && total > FEW_PAGES * reading.pageSize()
            ? NeverSeen.guess(probing, search, total)
            : before;
    return never == null ? -1 : Math.max(0, never - reading.pageSize() / 2);
  }

  /** Returns the offset of the first row with a value, negative if offsets don't lead there. */
  private long find(long known, long guess) {
    long low = known;
    long high = -1;
    long step = reading.pageSize();
    boolean isNearGuess = guess > known;
    long offset = Math.max(low, guess);
    List<Long> before = List.of();
    for (int probes = 0; probes < MOST_PROBES; probes++) {
      Page page = page(offset);
      if (page == null || (page.rows().isEmpty() && page.total() > offset)) {
        return -1;
      }
      List<@Nullable Object[]> rows = page.rows();
      List<Long> ids = rows.stream().map(probing::id).toList();
      if (!ids.isEmpty() && ids.equals(before)) {
        // Another offset has led to the same page.
        return -1;
      }
      before = ids;
      if (!order.sort().isOrderOf(rows.stream().map(probing::value).toList())) {
        probing.note(ServiceFact.IGNORES_SORT, "a page of the first values is not in order");
        return -1;
      }
      int nulls = 0;
      while (nulls < rows.size() && probing.value(rows.get(nulls)) == null) {
        nulls++;
      }
      if (nulls > 0 && nulls < rows.size()) {
        return offset + nulls;
      }
      high = nulls == 0 ? offset : high;
      low = nulls == 0 ? low : offset + nulls;
      if (low == high) {
        return low;
      }
      if (high >= 0 && low > high) {
        // Rows without a value do not come first, or customers changed meanwhile.
        return -1;
      }
      if (isNearGuess && high >= 0) {
        // If the guess was about right, the place is nearby; if not, the guess was of no use.
        isNearGuess = false;
        offset = Math.max(low, high - reading.pageSize());
        step = reading.pageSize();
        continue;
      }
      long middle = Math.max(low, (low + high - reading.pageSize()) / 2);
      offset = high < 0 ? low + step : Math.min(low + step, middle);
      step *= 2;
    }
    return -1;
  }

  private @Nullable Page page(long offset) {
    reading.execution().checkActive();
    if (offset >= reading.facts().reach().limit()) {
      return null;
    }
    return probing.pageUnlessRefused(new PageRequest(search, offset, reading.pageSize()));
  }
}
