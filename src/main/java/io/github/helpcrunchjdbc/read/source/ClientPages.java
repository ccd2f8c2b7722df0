package io.github.helpcrunchjdbc.read.source;

import io.github.helpcrunchjdbc.execution.Execution;
import io.github.helpcrunchjdbc.http.CustomerClient;
import io.github.helpcrunchjdbc.http.Freshness;
import io.github.helpcrunchjdbc.http.Priority;
import io.github.helpcrunchjdbc.read.facts.ReadFacts;
import io.github.helpcrunchjdbc.rows.Page;
import io.github.helpcrunchjdbc.rows.PageDecoder;
import io.github.helpcrunchjdbc.search.PageRequest;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;

/** The pages of a client's account, several on their way at a time. */
record ClientPages(Supplier<CustomerClient> client, ReadFacts facts) implements PageSource {
  @Override
  public Page search(
      PageRequest request, PageDecoder decoder, Execution execution, Freshness freshness) {
    return client.get().search(request, decoder, execution, freshness);
  }

  @Override
  public int concurrency() {
    return client.get().maxConcurrentRequests();
  }

  @Override
  public CompletableFuture<Page> searchAsync(
      PageRequest request,
      PageDecoder decoder,
      Execution execution,
      Priority priority,
      Freshness freshness) {
    return client.get().searchAsync(request, decoder, execution, priority, freshness);
  }
}
