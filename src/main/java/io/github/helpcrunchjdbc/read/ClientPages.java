package io.github.helpcrunchjdbc.read;

import io.github.helpcrunchjdbc.execution.Execution;
import io.github.helpcrunchjdbc.http.CustomerClient;
import io.github.helpcrunchjdbc.http.Urgency;
import io.github.helpcrunchjdbc.rows.Page;
import io.github.helpcrunchjdbc.rows.PageDecoder;
import io.github.helpcrunchjdbc.search.PageRequest;
import java.util.concurrent.CompletableFuture;

/** The pages of a client's account, several on their way at a time. */
record ClientPages(CustomerClient client) implements PageSource {
  @Override
  public Page search(PageRequest request, PageDecoder decoder, Execution execution) {
    return client.search(request, decoder, execution);
  }

  @Override
  public int concurrency() {
    return client.maxConcurrentRequests();
  }

  @Override
  public CompletableFuture<Page> searchAsync(
      PageRequest request, PageDecoder decoder, Execution execution, Urgency urgency) {
    return client.searchAsync(request, decoder, execution, urgency);
  }

  @Override
  public ReadFacts facts() {
    return client.account().facts(ReadFacts.class, ReadFacts::new);
  }
}
