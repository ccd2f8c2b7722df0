package io.github.helpcrunchjdbc.read.cache;

import java.util.List;

/**
 * All customers that one search finds, as its pages came. Immutable.
 *
 * @param pages may repeat customers
 * @param askedAt when the first of them was asked for, on the cache's clock
 */
public record CachedAnswer(List<CachedPage> pages, long askedAt) {
  long bytes() {
    return pages.stream().mapToLong(CachedPage::bytes).sum();
  }
}
