package io.github.helpcrunchjdbc.read;

import io.github.helpcrunchjdbc.execution.Execution;
import io.github.helpcrunchjdbc.http.Freshness;
import io.github.helpcrunchjdbc.http.Priority;
import io.github.helpcrunchjdbc.rows.Page;
import io.github.helpcrunchjdbc.rows.PageDecoder;
import io.github.helpcrunchjdbc.search.PageRequest;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** Pages of which one has come already and is given once without being asked for. */
final class PageInHand implements PageSource {
  private final PageSource source;
  private final PageRequest request;
  private @Nullable Page page;

  PageInHand(PageSource source, PageRequest request, Page page) {
    this.source = source;
    this.request = request;
    this.page = page;
  }

  @Override
  public Page search(PageRequest asked, PageDecoder decoder, Execution execution) {
    Page given = take(asked);
    return given == null ? source.search(asked, decoder, execution) : given;
  }

  @Override
  public Page search(
      PageRequest asked, PageDecoder decoder, Execution execution, Freshness freshness) {
    Page given = take(asked);
    return given == null ? source.search(asked, decoder, execution, freshness) : given;
  }

  private @Nullable Page take(PageRequest asked) {
    Page given = asked.equals(request) ? page : null;
    page = given == null ? page : null;
    return given;
  }

  @Override
  public int concurrency() {
    return source.concurrency();
  }

  @Override
  public CompletableFuture<Page> searchAsync(
      PageRequest asked,
      PageDecoder decoder,
      Execution execution,
      Priority priority,
      Freshness freshness) {
    return source.searchAsync(asked, decoder, execution, priority, freshness);
  }

  @Override
  public ReadFacts facts() {
    return source.facts();
  }
}
