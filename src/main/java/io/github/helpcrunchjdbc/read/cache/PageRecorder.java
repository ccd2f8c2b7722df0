package io.github.helpcrunchjdbc.read.cache;

import io.github.helpcrunchjdbc.rows.Page;
import io.github.helpcrunchjdbc.search.PageRequest;
import io.github.helpcrunchjdbc.search.Search;
import java.nio.ByteBuffer;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Keeps the pages of one reading as long as it has no flaw and is not too large. */
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
      // A page without a body can't be kept, so the answer must not count as complete. A page with
      // more rows than were asked for can't be kept either: it is not known which of the rows come
      // first.
      flawed();
      return;
    }
    Map<Long, Kept> kept =
        offsets.computeIfAbsent(request.search(), search -> new LinkedHashMap<>());
    // A page may come twice, for example as the first page of two readers of a search. The later
    // one replaces the earlier one, unless it is a shorter request for the same place.
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

  /** Forgets the pages kept so far, because the next statement must not get the same flaw. */
  @Override
  public void flawed() {
    ended = true;
    offsets.forEach((search, kept) -> cache.forget(this, search, kept.keySet()));
    offsets.clear();
  }
}
