package io.github.helpcrunchjdbc.read.paging;

import io.github.helpcrunchjdbc.learned.ServiceFact;
import io.github.helpcrunchjdbc.read.page.ReadContext;
import io.github.helpcrunchjdbc.rows.Page;
import io.github.helpcrunchjdbc.search.PageRequest;
import io.github.helpcrunchjdbc.search.Search;
import org.jspecify.annotations.Nullable;

/**
 * What came for the last two customers of a search. They prove that offsets lead to its end: three
 * are asked for, and a service that leads offsets elsewhere gives another number.
 *
 * @param total how many customers the search was taken to have
 * @param page what came, null if the offset was refused
 */
record LastTwo(long total, @Nullable Page page) {
  /** Asks for them, once more if somebody came or went since the search was counted. */
  static LastTwo of(ReadContext reading, Search search, long total) {
    LastTwo found = ask(reading, search, total);
    Page page = found.page;
    return page != null
            && !found.areThere()
            && found.hasTotalChanged()
            && !reading.holds(ServiceFact.TOTALS_UNRELIABLE)
        ? ask(reading, search, page.total())
        : found;
  }

  private static LastTwo ask(ReadContext reading, Search search, long total) {
    PageRequest request = new PageRequest(search, offset(total), 3);
    return new LastTwo(total, reading.pageUnlessRefused(request));
  }

  private static long offset(long total) {
    return Math.max(0, total - 2);
  }

  /** The offset that was asked for. */
  long offset() {
    return offset(total);
  }

  /** Whether they came: just two, or the only one there is. */
  boolean areThere() {
    return page != null && page.rows().size() == Math.min(2, total);
  }

  /**
   * Whether somebody came or went since the search was counted, so that others are the last two.
   */
  boolean hasTotalChanged() {
    return page != null && page.total() >= 2 && page.total() != total;
  }
}
