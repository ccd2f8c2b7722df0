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
   * Sets out for a page. Cancelling the future aborts the request, unless another execution waits
   * for the same.
   *
   * @throws io.github.helpcrunchjdbc.error.HelpCrunchException if it can't be had
   */
  CompletableFuture<Page> searchAsync(PageFetch page);

  /** Asks for one page and waits for it, perhaps together with others. */
  default Page search(
      PageRequest request, PageDecoder decoder, Execution execution, Freshness freshness) {
    return CustomerClient.await(
        searchAsync(PageFetch.now(request, decoder, execution, freshness)), execution);
  }

  /** Asks for one page anew, and waits for it. */
  default Page search(PageRequest request, PageDecoder decoder, Execution execution) {
    return search(request, decoder, execution, Freshness.ANEW);
  }

  /** Whether a page need not be asked for. */
  default boolean isAtHand(PageRequest request) {
    return false;
  }

  /** How many pages may be on their way at a time; 0 if each is had at once. */
  default int concurrency() {
    return 0;
  }

  /** What reading has learned of the account; readers of one account share it. */
  default ReadFacts facts() {
    return new ReadFacts();
  }

  /**
   * The pages of an account.
   *
   * @param client its client; another one of the same account may take its place at any time
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
