package io.github.helpcrunchjdbc.read.rehearsal;

import io.github.helpcrunchjdbc.http.PageFetch;
import io.github.helpcrunchjdbc.read.facts.ReadFacts;
import io.github.helpcrunchjdbc.read.request.AccountSample;
import io.github.helpcrunchjdbc.read.request.NullsSorted;
import io.github.helpcrunchjdbc.read.source.PageSource;
import io.github.helpcrunchjdbc.rows.Page;
import io.github.helpcrunchjdbc.search.PageRequest;
import io.github.helpcrunchjdbc.search.Search;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * Pages for EXPLAIN. They send nothing, and note the requests that would be sent. Their rows are
 * those of an {@link ImaginedAccount}, so that a statement reads on as it would with the service's
 * rows. Each rehearsal has its own pages. Not thread-safe.
 */
public final class RehearsedPages implements PageSource {
  /**
   * A rehearsal ends after this many requests, which read 100,000 customers. The number of further
   * requests is computed from the total.
   */
  private static final int MOST_REQUESTS = 1_000;

  /** Ends a rehearsal that has noted the most requests it may. */
  public static final class EnoughException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    EnoughException() {
      super("the number of the other requests is computed", null, false, false);
    }
  }

  private final ReadFacts facts;
  private final ImaginedAccount account;
  private final int concurrency;
  private final List<PageRequest> requests = new ArrayList<>();
  private final Set<Search> learning = new HashSet<>();
  private boolean readAheadInVain;

  /**
   * Creates the pages of a rehearsal.
   *
   * @param known what is known of the account; the rehearsal adds nothing to it
   * @param nullsSorted where the service puts customers without a value, as the user says
   * @param customers how many customers the account has
   * @param sample its newest customers, null if they were never read
   * @param now milliseconds since 1970
   * @param assumption how to imagine what was not seen
   * @param concurrency how many pages would be requested at a time
   */
  public RehearsedPages(
      ReadFacts known,
      NullsSorted nullsSorted,
      long customers,
      @Nullable AccountSample sample,
      long now,
      Assumption assumption,
      int concurrency) {
    this.concurrency = concurrency;
    this.facts = known.copy();
    this.account =
        new ImaginedAccount(
            known.copy(),
            nullsSorted,
            known.customers() == Page.UNKNOWN_TOTAL ? assumption.customers(customers) : customers,
            sample,
            now,
            assumption);
  }

  @Override
  public int concurrency() {
    return concurrency;
  }

  /**
   * Notes a request. A request that is cancelled is removed again: it was read ahead, and it
   * depends on the service's speed whether it would be sent before it is cancelled.
   */
  @Override
  public CompletableFuture<Page> searchAsync(PageFetch fetch) {
    PageRequest request = fetch.request();
    if (requests.size() >= MOST_REQUESTS) {
      throw new EnoughException();
    }
    requests.add(request);
    CompletableFuture<Page> page =
        new CompletableFuture<>() {
          @Override
          public boolean cancel(boolean mayInterruptIfRunning) {
            requests.remove(requests.lastIndexOf(request));
            readAheadInVain = true;
            return false;
          }
        };
    page.complete(
        new Page(
            account.rows(
                request.search(), request.offset(), request.limit(), fetch.decoder().columns()),
            account.total(request.search())));
    return page;
  }

  /** Returns the same pages for searches that learn how the service compares text. */
  public PageSource learning() {
    return new PageSource() {
      @Override
      public CompletableFuture<Page> searchAsync(PageFetch fetch) {
        learning.add(fetch.request().search());
        return RehearsedPages.this.searchAsync(fetch);
      }

      @Override
      public ReadFacts facts() {
        return facts;
      }
    };
  }

  /** Whether a search learns how the service compares text, by a text that some customer has. */
  public boolean isLearning(Search search) {
    return learning.contains(search) && !search.filters().isEmpty();
  }

  /** Whether more requests may be sent than were noted: a page was read ahead and cancelled. */
  public boolean isReadAheadInVain() {
    return readAheadInVain;
  }

  /** Returns a copy of what is known, so that imagined pages teach nothing about the service. */
  @Override
  public ReadFacts facts() {
    return facts;
  }

  /** Returns the requests that would be sent, in their order. */
  public List<PageRequest> requests() {
    return List.copyOf(requests);
  }

  /** Returns what had to be guessed of the account. */
  public Set<Guess> guesses() {
    return account.guesses();
  }

  /** Whether the service has counted the customers that a search finds. */
  public boolean isCounted(Search search) {
    return account.seenTotal(search) != Page.UNKNOWN_TOTAL;
  }

  /** Returns how many customers a search is assumed to find. */
  public long total(PageRequest request) {
    return account.total(request.search());
  }
}
