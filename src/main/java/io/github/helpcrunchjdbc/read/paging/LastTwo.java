package io.github.helpcrunchjdbc.read.paging;

import io.github.helpcrunchjdbc.learned.ServiceFact;
import io.github.helpcrunchjdbc.read.page.ReadContext;
import io.github.helpcrunchjdbc.rows.Page;
import io.github.helpcrunchjdbc.search.PageRequest;
import io.github.helpcrunchjdbc.search.Search;
import org.jspecify.annotations.Nullable;

/**
 * The answer to a request for the last two customers of a search. It proves that offsets lead to
 * the end of the search: three are asked for, so a service whose offsets lead elsewhere gives
 * another number.
 *
 * @param total how many customers the search was assumed to have
 * @param page the answer, null if the offset was refused
 */
record LastTwo(long total, @Nullable Page page) {
  /** Asks for the last two customers, and again if a customer came or went since the counting. */
  static LastTwo of(ReadContext reading, Search search, long total) {
    LastTwo found = ask(reading, search, total);
    Page page = found.page;
    return page != null
            && !found.provesEnd()
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

  /** Returns the offset that was requested. */
  long offset() {
    return offset(total);
  }

  /** Whether the last two customers came: just two, or one if the search has only one. */
  boolean provesEnd() {
    return page != null && page.rows().size() == Math.min(2, total);
  }

  /** Whether a customer came or went since the counting, so that the last two have changed. */
  boolean hasTotalChanged() {
    return page != null && page.total() >= 2 && page.total() != total;
  }
}
