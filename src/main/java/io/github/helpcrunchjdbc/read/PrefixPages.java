package io.github.helpcrunchjdbc.read;

import io.github.helpcrunchjdbc.execution.Execution;
import io.github.helpcrunchjdbc.http.Freshness;
import io.github.helpcrunchjdbc.http.Priority;
import io.github.helpcrunchjdbc.rows.Page;
import io.github.helpcrunchjdbc.rows.PageDecoder;
import io.github.helpcrunchjdbc.search.PageRequest;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * The service's pages, but for the first ones that an earlier reading got and that are still kept:
 * who asks for the first 400 customers after the first 200 is sent the second 200. To whoever reads
 * them, the kept pages are those of a reading that paused: what has changed since is found as it is
 * between any two pages. Once a page came from the service, all others do. Serves one reading.
 */
final class PrefixPages implements PageSource {
  private final PageSource service;
  private final PageCache cache;
  private final long ttlNanos;
  private @Nullable Object reading;
  private boolean live;

  PrefixPages(PageSource service, PageCache cache, long ttlNanos) {
    this.service = service;
    this.cache = cache;
    this.ttlNanos = ttlNanos;
  }

  private @Nullable Page kept(PageRequest request, PageDecoder decoder, Execution execution) {
    CachedPage page = live ? null : cache.page(request, ttlNanos);
    if (page == null || (reading != null && page.reading() != reading)) {
      live = true;
      return null;
    }
    reading = page.reading();
    execution.statistics().countCachedPages(1);
    return page.again(decoder, request.limit());
  }

  @Override
  public Page search(PageRequest request, PageDecoder decoder, Execution execution) {
    Page page = kept(request, decoder, execution);
    return page == null ? service.search(request, decoder, execution) : page;
  }

  @Override
  public Page search(
      PageRequest request, PageDecoder decoder, Execution execution, Freshness freshness) {
    Page page = kept(request, decoder, execution);
    return page == null ? service.search(request, decoder, execution, freshness) : page;
  }

  @Override
  public int concurrency() {
    return service.concurrency();
  }

  @Override
  public CompletableFuture<Page> searchAsync(
      PageRequest request,
      PageDecoder decoder,
      Execution execution,
      Priority priority,
      Freshness freshness) {
    Page page = kept(request, decoder, execution);
    return page == null
        ? service.searchAsync(request, decoder, execution, priority, freshness)
        : CompletableFuture.completedFuture(page);
  }

  @Override
  public ReadFacts facts() {
    return service.facts();
  }
}
