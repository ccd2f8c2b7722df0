package io.github.helpcrunchjdbc.read.cache;

import io.github.helpcrunchjdbc.rows.Page;
import io.github.helpcrunchjdbc.search.PageRequest;
import io.github.helpcrunchjdbc.search.Search;
import java.nio.ByteBuffer;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Keeps the pages of one reading, as long as it is sound and not too large. */
public final class PageRecorder implements CacheRecorder {
  private record Kept(int limit, int bytes) {}

  private final PageCache cache;
  private final long ttlNanos;
  private final Map<Search, Map<Long, Kept>> offsets = new HashMap<>();
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
    Map<Long, Kept> kept =
        offsets.computeIfAbsent(request.search(), search -> new LinkedHashMap<>());
    // A page may come twice, as the first of two readers of a search; it takes the other's place,
    // unless it is a part of it that was asked for to look at one row.
    Kept before = kept.get(request.offset());
    if (before != null && before.limit() > request.limit()) {
      return;
    }
    kept.put(request.offset(), new Kept(request.limit(), body.remaining()));
    bytes += body.remaining() - (before == null ? 0 : before.bytes());
    if (bytes > AnswerStore.mostBytesOfOne()) {
      flawed();
      return;
    }
    cache.keep(this, request, page, body, ids, ttlNanos);
  }

  @Override
  public void completed(Search search) {
    Map<Long, Kept> kept = offsets.get(search);
    if (!ended && kept != null) {
      cache.complete(this, search, kept.keySet(), ttlNanos);
    }
  }

  /** Forgets what was kept so far: the next statement must not get the same flaw. */
  @Override
  public void flawed() {
    ended = true;
    offsets.forEach((search, kept) -> cache.forget(this, search, kept.keySet()));
    offsets.clear();
  }
}
