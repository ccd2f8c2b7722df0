package io.github.helpcrunchjdbc.read.source;

import io.github.helpcrunchjdbc.execution.Execution;
import io.github.helpcrunchjdbc.http.CustomerClient;
import io.github.helpcrunchjdbc.http.Freshness;
import io.github.helpcrunchjdbc.http.PageFetch;
import io.github.helpcrunchjdbc.read.facts.ReadFacts;
import io.github.helpcrunchjdbc.rows.Page;
import io.github.helpcrunchjdbc.rows.PageDecoder;
import io.github.helpcrunchjdbc.search.PageRequest;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;

/** Where pages come from: the client of one account. Thread-safe. */
@FunctionalInterface
public interface PageSource {
  /**
   * Starts to get a page. Cancelling the future aborts the request, unless another execution waits
   * for the same request.
   *
   * @throws io.github.helpcrunchjdbc.error.HelpCrunchException if the page can't be had
   */
  CompletableFuture<Page> searchAsync(PageFetch page);

  /** Gets one page and waits for it. The request may be shared with other executions. */
  default Page search(
      PageRequest request, PageDecoder decoder, Execution execution, Freshness freshness) {
    return CustomerClient.await(
        searchAsync(PageFetch.now(request, decoder, execution, freshness)), execution);
  }

  /** Gets one page by a new request, and waits for it. */
  default Page search(PageRequest request, PageDecoder decoder, Execution execution) {
    return search(request, decoder, execution, Freshness.ANEW);
  }

  /** Whether the source has a page already, so that no request is needed. */
  default boolean isAtHand(PageRequest request) {
    return false;
  }

  /** Returns how many pages may be requested at a time; 0 if each page comes at once. */
  default int concurrency() {
    return 0;
  }

  /** Returns what reading has learned of the account. All readers of one account share it. */
  default ReadFacts facts() {
    return new ReadFacts();
  }

  /**
   * Returns the pages of an account.
   *
   * @param client its client; another client of the same account may replace it at any time
   * @param facts what reading has learned of the account
   */
  static PageSource of(Supplier<CustomerClient> client, ReadFacts facts) {
    return new PageSource() {
      @Override
      public CompletableFuture<Page> searchAsync(PageFetch page) {
        return client.get().searchAsync(page);
      }

      @Override
      public int concurrency() {
        return client.get().maxConcurrentRequests();
      }

      @Override
      public ReadFacts facts() {
        return facts;
      }
    };
  }
}
