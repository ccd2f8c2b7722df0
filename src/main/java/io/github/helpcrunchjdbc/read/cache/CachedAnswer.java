package io.github.helpcrunchjdbc.read.cache;

import java.util.List;

/**
 * All customers that one search finds, as undecoded pages. Immutable.
 *
 * @param pages the pages; a customer may come several times
 * @param askedAt when the oldest page was asked for, on the cache's clock
 */
public record CachedAnswer(List<CachedPage> pages, long askedAt) {
  long bytes() {
    return pages.stream().mapToLong(CachedPage::bytes).sum();
  }
}
