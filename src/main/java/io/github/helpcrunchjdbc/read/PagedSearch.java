package io.github.helpcrunchjdbc.read;

import io.github.helpcrunchjdbc.execution.Execution;
import io.github.helpcrunchjdbc.rows.Page;
import io.github.helpcrunchjdbc.rows.PageDecoder;
import io.github.helpcrunchjdbc.search.PageRequest;
import io.github.helpcrunchjdbc.search.Search;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The pages of one search, one after the other, each when it is asked for. Not thread-safe. */
final class PagedSearch {
  private final PageSource source;
  private final PageDecoder decoder;
  private final Execution execution;
  private final Search search;
  private final int pageSize;
  private long offset;
  private long wanted;
  private long firstPage;
  private long total = Page.UNKNOWN_TOTAL;
  private boolean exhausted;

  /**
   * Starts before the first page.
   *
   * @param offset rows of the search to leave out
   * @param wanted how many rows will be of use
   */
  PagedSearch(
      PageSource source,
      PageDecoder decoder,
      Execution execution,
      Search search,
      int pageSize,
      long offset,
      Wanted wanted) {
    this.source = source;
    this.decoder = decoder;
    this.execution = execution;
    this.search = search;
    this.pageSize = pageSize;
    this.offset = offset;
    this.wanted = wanted.most();
    this.firstPage = wanted.firstPage();
  }

  /** The rows of the next page, null at the end of the search. */
  @Nullable List<@Nullable Object[]> nextPage() {
    if (exhausted) {
      return null;
    }
    execution.checkActive();
    int limit = nextLimit();
    Page page = source.search(new PageRequest(search, offset, limit), decoder, execution);
    int count = page.rows().size();
    wanted -= count;
    if (page.total() == Page.UNKNOWN_TOTAL) {
      // Without a total only an empty page is sure to be the last: a short one may be the
      // service's own, smaller cap.
      exhausted = count == 0;
      offset += count;
    } else {
      advance(page.total(), count, limit);
    }
    return count == 0 ? null : page.rows();
  }

  /** Never more than is still wanted; rows of no use are made up for by whole pages. */
  private int nextLimit() {
    long most = wanted > 0 ? Math.min(wanted, firstPage) : pageSize;
    firstPage = Long.MAX_VALUE;
    return (int) Math.max(1, Math.min(pageSize, most));
  }

  private void advance(long newTotal, int count, int limit) {
    offset += count;
    // Customers that went while we read have moved the rest forward.
    if (total != Page.UNKNOWN_TOTAL && newTotal < total) {
      offset = Math.max(0, offset - (total - newTotal));
    }
    total = newTotal;
    // A full page beyond the total shows that the total is not to be trusted.
    exhausted = count == 0 || offset == total || (offset > total && count < limit);
  }

  /** Whether the search has no row beyond those given. */
  boolean isExhausted() {
    return exhausted;
  }

  /** Asks for no further page. */
  void stop() {
    exhausted = true;
  }

  /** How many customers match in all, {@link Page#UNKNOWN_TOTAL} if the service did not say. */
  long total() {
    return total;
  }
}
