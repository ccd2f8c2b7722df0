package io.github.helpcrunchjdbc.read.cache;

import io.github.helpcrunchjdbc.execution.Statistics.Counter;
import io.github.helpcrunchjdbc.http.PageFetch;
import io.github.helpcrunchjdbc.read.source.PageSource;
import io.github.helpcrunchjdbc.read.source.SourceWithKnownPages;
import io.github.helpcrunchjdbc.rows.Page;
import io.github.helpcrunchjdbc.search.PageRequest;
import org.jspecify.annotations.Nullable;

/**
 * The service's pages, except the first ones if an earlier reading has left them in the cache.
 * After the first 200 customers, a reader of the first 400 then requests only the second 200. To a
 * reader the kept pages look like its own pages before a pause: changes since then are found as
 * between any two pages. Once a page has come from the service, all later ones do. Serves one
 * reading.
 */
final class CachedPrefix extends SourceWithKnownPages {
  private final PageCache cache;
  private final long ttlNanos;
  private @Nullable Object reading;
  private boolean live;

  CachedPrefix(PageSource service, PageCache cache, long ttlNanos) {
    super(service);
    this.cache = cache;
    this.ttlNanos = ttlNanos;
  }

  @Override
  protected @Nullable Page atHand(PageFetch asked) {
    CachedPage page = kept(asked.request());
    if (page == null) {
      live = true;
      return null;
    }
    reading = page.reading();
    asked.execution().statistics().count(Counter.CACHED_PAGES);
    return page.again(asked.decoder(), asked.request().limit());
  }

  @Override
  public boolean isAtHand(PageRequest request) {
    return kept(request) != null;
  }

  private @Nullable CachedPage kept(PageRequest request) {
    CachedPage page = live ? null : cache.page(request, ttlNanos);
    return page == null || (reading != null && page.reading() != reading) ? null : page;
  }
}
