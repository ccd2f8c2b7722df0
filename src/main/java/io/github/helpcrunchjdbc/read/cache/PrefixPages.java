package io.github.helpcrunchjdbc.read.cache;

import io.github.helpcrunchjdbc.execution.Statistics.Counter;
import io.github.helpcrunchjdbc.http.PageFetch;
import io.github.helpcrunchjdbc.read.source.PageSource;
import io.github.helpcrunchjdbc.read.source.PagesAtHand;
import io.github.helpcrunchjdbc.rows.Page;
import io.github.helpcrunchjdbc.search.PageRequest;
import org.jspecify.annotations.Nullable;

/**
 * The service's pages, but for the first ones that an earlier reading got and that are still kept:
 * who asks for the first 400 customers after the first 200 is sent the second 200. To whoever reads
 * them, the kept pages are those of a reading that paused: what has changed since is found as it is
 * between any two pages. Once a page came from the service, all others do. Serves one reading.
 */
final class PrefixPages extends PagesAtHand {
  private final PageCache cache;
  private final long ttlNanos;
  private @Nullable Object reading;
  private boolean live;

  PrefixPages(PageSource service, PageCache cache, long ttlNanos) {
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
