package io.github.helpcrunchjdbc.read.cache;

import io.github.helpcrunchjdbc.rows.Page;
import io.github.helpcrunchjdbc.search.PageRequest;
import io.github.helpcrunchjdbc.search.Search;
import java.nio.ByteBuffer;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Keeps the pages of one reading, as long as it is sound and not too large. */
public final class PageRecorder implements CacheRecorder {
  private final PageCache cache;
  private final long ttlNanos;
  private final Map<Search, Set<Long>> offsets = new HashMap<>();
  private long bytes;
  private boolean ended;

  PageRecorder(PageCache cache, long ttlNanos) {
    this.cache = cache;
    this.ttlNanos = ttlNanos;
  }

  @Override
  public void taken(PageRequest request, Page page, List<Long> ids) {
    ByteBuffer body = page.body();
    if (ended || body == null || ids.size() > request.limit()) {
      // A page without a body can't be kept, so the answer must not count as complete. Nor can one
      // with more rows than were asked for: which of them stand in front is not known.
      flawed();
      return;
    }
    bytes += body.remaining();
    if (bytes > AnswerStore.mostBytesOfOne()) {
      flawed();
      return;
    }
    cache.keep(this, request, page, body, ids, ttlNanos);
    offsets
        .computeIfAbsent(request.search(), search -> new LinkedHashSet<>())
        .add(request.offset());
  }

  @Override
  public void completed(Search search) {
    Set<Long> kept = offsets.get(search);
    if (!ended && kept != null) {
      cache.complete(this, search, kept, ttlNanos);
    }
  }

  /** Forgets what was kept so far: the next statement must not get the same flaw. */
  @Override
  public void flawed() {
    ended = true;
    offsets.forEach((search, kept) -> cache.forget(this, search, kept));
    offsets.clear();
  }
}
